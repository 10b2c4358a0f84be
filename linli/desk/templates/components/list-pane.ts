/** The list beside an opened case: it keeps its place, marks what is open, and on a phone gives way to it. */
class ListPane extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("htmx:after:swap", this.onSwap);
    this.querySelector('[data-keys="row"][aria-current]')?.scrollIntoView({ block: "nearest" });
  }

  disconnectedCallback(): void {
    this.removeEventListener("htmx:after:swap", this.onSwap);
  }

  private readonly onSwap = (event: Event): void => {
    const row = (event.target as Element).closest<HTMLElement>('[data-keys="row"]');
    if (!row) return;
    this.querySelectorAll('[data-keys="row"][aria-current]').forEach((other) => other.removeAttribute("aria-current"));
    row.setAttribute("aria-current", "true");
    const body = this.closest(".desk-body");
    body?.classList.replace("list", "both");
    // Where the list has gone, so has the row that was pressed: reading goes on at the case.
    if (row.offsetParent === null) document.querySelector<HTMLElement>("#main")?.focus();
  };
}

customElements.define("list-pane", ListPane);
