/** Copies one value into the clipboard and says so; without a clipboard the value is selected by a tap into the field. */
class CopyField extends HTMLElement {
  connectedCallback(): void {
    this.input?.addEventListener("focus", this.choose);
    if (!this.button || !("clipboard" in navigator)) return;
    this.button.hidden = false;
    this.button.addEventListener("click", this.copy);
  }

  disconnectedCallback(): void {
    this.input?.removeEventListener("focus", this.choose);
    this.button?.removeEventListener("click", this.copy);
  }

  private get input(): HTMLInputElement | null {
    return this.querySelector("input");
  }

  private get button(): HTMLButtonElement | null {
    return this.querySelector("button");
  }

  private readonly choose = (): void => this.input?.select();

  private readonly copy = async (): Promise<void> => {
    const { input, button } = this;
    if (!input || !button) return;
    try {
      await navigator.clipboard.writeText(input.value);
      button.textContent = button.dataset.done ?? "";
    } catch {
      input.select(); // the page may not write there: the person copies what is selected
    }
  };
}

customElements.define("copy-field", CopyField);
