const EDITABLE = "input, textarea, select, [contenteditable]";

/** The keys of the desk: / or ⌘K searches, j and k move in the list, Enter opens, . goes to what can be done. */
export class DeskKeys extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener("keydown", this.onKey);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.onKey);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.isComposing || event.altKey) return;
    const typing = (event.target as Element | null)?.matches?.(EDITABLE) ?? false;
    const isCommandK = (event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k";
    if (isCommandK) return this.act(event, () => this.focusSearch());
    if (event.metaKey || event.ctrlKey || typing || document.querySelector("dialog[open]")) return;
    if (event.key === "/") this.act(event, () => this.focusSearch());
    else if (event.key === "j") this.act(event, () => this.move(1));
    else if (event.key === "k") this.act(event, () => this.move(-1));
    else if (event.key === ".") this.act(event, () => this.focusActions());
  };

  private act(event: KeyboardEvent, deed: () => void): void {
    event.preventDefault();
    deed();
  }

  private focusSearch(): void {
    const search = document.querySelector<HTMLInputElement>('[data-keys="search"]');
    search?.focus();
    search?.select();
  }

  private move(step: number): void {
    const rows = [...this.querySelectorAll<HTMLElement>('[data-keys="row"]')];
    const focused = rows.indexOf(document.activeElement as HTMLElement);
    const from = focused >= 0 ? focused : rows.findIndex((row) => row.hasAttribute("aria-current"));
    const next = from < 0 ? 0 : Math.min(Math.max(from + step, 0), rows.length - 1);
    rows[next]?.focus();
    rows[next]?.scrollIntoView({ block: "nearest" });
  }

  private focusActions(): void {
    this.querySelector<HTMLElement>('[data-keys="actions"] :is(button, a[href], summary)')?.focus();
  }
}

customElements.define("desk-keys", DeskKeys);
