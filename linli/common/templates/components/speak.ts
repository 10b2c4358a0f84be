type Heard = { results: ArrayLike<ArrayLike<{ transcript: string }>> };

type Listener = {
  lang: string;
  start(): void;
  stop(): void;
  onresult: ((event: Heard) => void) | null;
  onend: (() => void) | null;
};

type Window_ = { SpeechRecognition?: new () => Listener; webkitSpeechRecognition?: new () => Listener };

/** Lets somebody speak into a field, where the browser can listen; what is heard is added to what stands there. */
class SpeakField extends HTMLElement {
  private listener: Listener | null = null;
  private label = "";

  connectedCallback(): void {
    const heard = window as unknown as Window_;
    const Recognition = heard.SpeechRecognition ?? heard.webkitSpeechRecognition;
    if (!Recognition) return;
    this.listener = new Recognition();
    this.listener.lang = document.documentElement.lang.startsWith("zh") ? "zh-CN" : "en-GB";
    this.listener.onresult = (event) => this.take(event);
    this.listener.onend = () => this.mark(false);
    this.hidden = false;
    this.label = this.button?.textContent ?? "";
    this.button?.addEventListener("click", this.toggle);
  }

  disconnectedCallback(): void {
    this.button?.removeEventListener("click", this.toggle);
    this.listener?.stop();
  }

  private get button(): HTMLButtonElement | null {
    return this.querySelector("button");
  }

  private readonly toggle = (): void => {
    const isListening = this.button?.getAttribute("aria-pressed") === "true";
    if (isListening) this.listener?.stop();
    else this.listener?.start();
    this.mark(!isListening);
  };

  private take(event: Heard): void {
    const field = document.getElementById(this.getAttribute("for") ?? "") as HTMLTextAreaElement | null;
    if (!field) return;
    field.value += [...Array.from(event.results)].map((result) => result[0]?.transcript ?? "").join("");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const output = this.querySelector("output");
    if (output) output.textContent = field.value;
  }

  private mark(isListening: boolean): void {
    if (!this.button) return;
    this.button.setAttribute("aria-pressed", String(isListening));
    this.button.textContent = isListening ? (this.button.dataset["stop"] ?? "") : this.label;
  }
}

customElements.define("speak-field", SpeakField);
