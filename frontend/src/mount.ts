/** Put markup into the page as a parser would: the children stand before their element wakes. For tests. */
export function mount(markup: string): void {
  const template = document.createElement("template");
  template.innerHTML = markup;
  document.body.replaceChildren(document.importNode(template.content, true));
}
