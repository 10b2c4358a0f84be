import { LivePart } from "@/islands/live-part";

/** What a device remembers of its two buttons; a display that cannot keep anything begins silent. */
function kept(name: string): boolean {
  try {
    return localStorage.getItem(`linli-display-${name}`) === "on";
  } catch {
    return false;
  }
}

function keep(name: string, isOn: boolean): void {
  try {
    localStorage.setItem(`linli-display-${name}`, isOn ? "on" : "off");
  } catch {
    // A private window keeps nothing; the button still works until the page is left.
  }
}

/** The display of a hall: its clock is the server's; a new call breathes, sounds and is said, where that is wanted. */
export class HallDisplay extends LivePart {
  private ticking = 0;
  private known = new Set<string>();
  private sound: AudioContext | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.known = new Set(this.calls().map((call) => call.dataset["mark"] ?? ""));
    this.ticking = window.setInterval(() => this.tick(), 1000);
    this.tick();
    this.arm("chime", "AudioContext" in window);
    this.arm("speech", "speechSynthesis" in window);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.ticking);
    void this.sound?.close();
  }

  protected override changed(): void {
    const fresh = this.calls().filter((call) => !this.known.has(call.dataset["mark"] ?? ""));
    for (const call of fresh) call.classList.add("fresh");
    this.known = new Set(this.calls().map((call) => call.dataset["mark"] ?? ""));
    if (fresh.length > 0 && this.isOn("chime")) void this.chime();
    if (this.isOn("speech")) for (const call of fresh.reverse()) this.say(call);
  }

  private calls(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-part] [data-mark]")];
  }

  private tick(): void {
    const clock = this.querySelector("[data-clock]");
    const now = this.time(this.serverNow());
    if (clock && clock.textContent !== now) clock.textContent = now;
  }

  private button(name: string): HTMLButtonElement | null {
    return this.querySelector<HTMLButtonElement>(`[data-${name}]`);
  }

  private isOn(name: string): boolean {
    return this.button(name)?.getAttribute("aria-pressed") === "true";
  }

  private arm(name: string, isPossible: boolean): void {
    const button = this.button(name);
    if (!button || !isPossible) return;
    button.hidden = false;
    button.setAttribute("aria-pressed", String(kept(name)));
    button.addEventListener("click", () => {
      const isOn = !this.isOn(name);
      button.setAttribute("aria-pressed", String(isOn));
      keep(name, isOn);
      // A browser lets sound out only after a tap: this is the one.
      if (isOn && name === "chime") void this.chime();
    });
  }

  /** Two soft tones, a fourth apart, each fading by itself. */
  private async chime(): Promise<void> {
    this.sound ??= new AudioContext();
    const sound = this.sound;
    if (sound.state === "suspended") await sound.resume();
    for (const [tone, after] of [[659.3, 0], [880, 0.35]] as const) {
      const source = sound.createOscillator();
      const level = sound.createGain();
      const from = sound.currentTime + after;
      source.frequency.value = tone;
      level.gain.setValueAtTime(0.0001, from);
      level.gain.exponentialRampToValueAtTime(0.4, from + 0.03);
      level.gain.exponentialRampToValueAtTime(0.0001, from + 0.9);
      source.connect(level).connect(sound.destination);
      source.start(from);
      source.stop(from + 1);
    }
  }

  /** Digit by digit: "A 0 1 2", as a clerk would read it out. */
  private say(call: HTMLElement): void {
    const number = [...(call.dataset["number"] ?? "")].join(" ");
    const words = (this.dataset["say"] ?? "").replace("{number}", number).replace("{window}", call.dataset["window"] ?? "");
    const spoken = new SpeechSynthesisUtterance(words);
    spoken.lang = document.documentElement.lang === "en" ? "en" : "zh-CN";
    spoken.rate = 0.9;
    window.speechSynthesis.speak(spoken);
  }
}

customElements.define("hall-display", HallDisplay);
