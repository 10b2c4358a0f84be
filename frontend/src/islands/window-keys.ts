const EDITABLE = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

/** One key, one deed at a window: the key that stands on a button presses it. */
export class WindowKeys extends HTMLElement {
  connectedCallback(): void {
    document.addEventListener("keydown", this.onKey);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.onKey);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    // A key that is held down presses once: the next number is not called by a heavy hand.
    if (event.repeat || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if ((event.target as Element | null)?.matches?.(EDITABLE) || document.querySelector("dialog[open]")) return;
    const key = event.key.toUpperCase();
    if (!/^[A-Z]$/.test(key)) return;
    const target = this.querySelector<HTMLElement>(`[data-key="${key}"]`);
    if (!target) return;
    event.preventDefault();
    target.click();
    if (target.matches("summary")) target.parentElement?.querySelector<HTMLElement>("select")?.focus();
  };
}

customElements.define("window-keys", WindowKeys);
