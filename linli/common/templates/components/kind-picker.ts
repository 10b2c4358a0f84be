/** Enter in the words asks for kinds instead of sending the form; the arrow keys step into what was found. */
class KindPicker extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("keydown", this.onKey);
    this.addEventListener("change", this.onChange);
  }

  disconnectedCallback(): void {
    this.removeEventListener("keydown", this.onKey);
    this.removeEventListener("change", this.onChange);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const words = event.target as HTMLInputElement;
    if (words.type !== "search" || event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      words.dispatchEvent(new Event("search", { bubbles: true }));
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      this.querySelector<HTMLInputElement>('input[type="radio"]')?.focus();
    }
  };

  private readonly onChange = (event: Event): void => {
    const choice = event.target as HTMLInputElement;
    if (choice.type !== "radio") return;
    const detail = { code: choice.value };
    this.dispatchEvent(new CustomEvent("kind-chosen", { bubbles: true, detail }));
  };
}

customElements.define("kind-picker", KindPicker);
