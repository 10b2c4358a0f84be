/** A fold that becomes a modal dialog where there is script. The sheet moves, so a form in it keeps what was typed. */
class DialogBox extends HTMLElement {
  private readonly dialog = document.createElement("dialog");

  connectedCallback(): void {
    const fold = this.querySelector("details");
    const summary = this.querySelector("summary");
    const sheet = this.querySelector<HTMLElement>(".sheet");
    if (!fold || !summary || !sheet || this.dialog.isConnected) return;
    const isOpen = fold.open;
    fold.open = false;
    this.dialog.append(sheet, this.shutButton());
    this.dialog.setAttribute("aria-label", sheet.querySelector("h2")?.textContent ?? "");
    this.append(this.dialog);
    summary.setAttribute("role", "button");
    summary.setAttribute("aria-haspopup", "dialog");
    summary.addEventListener("click", (event) => {
      event.preventDefault();
      this.dialog.showModal();
    });
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    if (isOpen) this.dialog.showModal();
  }

  private shutButton(): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "shut";
    button.textContent = "×";
    button.setAttribute("aria-label", this.getAttribute("close-label") ?? "");
    button.addEventListener("click", () => this.dialog.close());
    return button;
  }
}

customElements.define("dialog-box", DialogBox);
