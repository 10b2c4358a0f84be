/** Reads a part of the page with the browser's own voice. */
class ReadAloud extends HTMLElement {
  private label = "";

  connectedCallback(): void {
    if (!("speechSynthesis" in window)) return;
    this.hidden = false;
    this.label = this.button?.textContent ?? "";
    this.button?.addEventListener("click", this.toggle);
  }

  disconnectedCallback(): void {
    this.button?.removeEventListener("click", this.toggle);
    if (this.isSpeaking) window.speechSynthesis.cancel();
  }

  private get button(): HTMLButtonElement | null {
    return this.querySelector("button");
  }

  private get isSpeaking(): boolean {
    return this.button?.getAttribute("aria-pressed") === "true";
  }

  private readonly toggle = (): void => {
    window.speechSynthesis.cancel();
    if (this.isSpeaking) return this.mark(false);
    const words = document.getElementById(this.getAttribute("for") ?? "");
    const speech = new SpeechSynthesisUtterance(words?.innerText.trim() ?? "");
    speech.lang = document.documentElement.lang.startsWith("zh") ? "zh-CN" : "en-GB";
    speech.rate = 0.9;
    speech.onend = () => this.mark(false);
    speech.onerror = () => this.mark(false);
    this.mark(true);
    window.speechSynthesis.speak(speech);
  };

  private mark(isSpeaking: boolean): void {
    if (!this.button) return;
    this.button.setAttribute("aria-pressed", String(isSpeaking));
    this.button.textContent = isSpeaking ? (this.button.dataset["stop"] ?? "") : this.label;
  }
}

customElements.define("read-aloud", ReadAloud);
