// Whoever signs out at the desk, on a phone that keeps work of the field, is asked there first what becomes of it.
export const MARK = "linli-field";
const LEAVING = "/field/app/#leave";

/** Lead a sign-out to the page that asks, where this browser keeps something of the field. */
export function askBeforeLeaving(page: Document, store: Storage, go: (address: string) => void): () => void {
  const onSubmit = (event: Event) => {
    const form = event.target as HTMLFormElement;
    if (!form.hasAttribute("data-forget-drafts") || store.getItem(MARK) === null) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    go(LEAVING);
  };
  page.addEventListener("submit", onSubmit);
  return () => page.removeEventListener("submit", onSubmit);
}
