/** A message that stays until the reader closes it: an undo must not run away from a slow hand. */
class ToastNote extends HTMLElement {
  connectedCallback(): void {
    const close = this.querySelector<HTMLButtonElement>(".close");
    if (!close) return;
    close.hidden = false;
    close.addEventListener("click", () => this.remove());
  }
}

customElements.define("toast-note", ToastNote);
