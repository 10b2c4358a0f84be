const FROM = 0.5; // of the room: before that the number only distracts

/** Says how long a text is once it grows long. Counts characters as the server does, a rare one like 𠮷 as one. */
class LengthNote extends HTMLElement {
  private field: HTMLTextAreaElement | null = null;

  connectedCallback(): void {
    this.field = document.querySelector<HTMLTextAreaElement>(`#${CSS.escape(this.getAttribute("for") ?? "")}`);
    this.field?.addEventListener("input", this.count);
    this.field?.form?.addEventListener("draft-restored", this.count);
    this.count();
  }

  disconnectedCallback(): void {
    this.field?.removeEventListener("input", this.count);
    this.field?.form?.removeEventListener("draft-restored", this.count);
  }

  private readonly count = (): void => {
    const most = Number(this.getAttribute("most"));
    const length = [...(this.field?.value ?? "").trim()].length;
    const output = this.querySelector("output");
    this.hidden = length < most * FROM;
    if (!output) return;
    const words = length > most ? this.dataset["over"] : this.dataset["words"];
    output.textContent = (words ?? "")
      .replace("{n}", length.toLocaleString())
      .replace("{most}", most.toLocaleString())
      .replace("{over}", (length - most).toLocaleString());
    output.classList.toggle("over", length > most);
  };
}

customElements.define("length-note", LengthNote);
