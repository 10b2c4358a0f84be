/**
 * A part of a page that is asked for again and again, exchanged when the server says that it has changed. Where no answer
 * comes it says so, and since when, by the server's clock; the device's own may be wrong.
 */
export class LivePart extends HTMLElement {
  private timer = 0;
  private mark = "";
  /** The server's time less that of a clock which nobody can set. */
  private ahead = Date.now() - performance.now();
  private answeredAt = 0;

  connectedCallback(): void {
    this.mark = this.dataset["mark"] ?? "";
    const moment = Number(this.dataset["moment"]);
    if (moment) this.ahead = moment - performance.now();
    this.answeredAt = this.serverNow();
    document.addEventListener("visibilitychange", this.onSeen);
    window.addEventListener("online", this.onSeen);
    this.wait();
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.onSeen);
    window.removeEventListener("online", this.onSeen);
  }

  serverNow(): number {
    return this.ahead + performance.now();
  }

  time(moment: number): string {
    const zone = this.dataset["zone"];
    const shape = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(zone ? { timeZone: zone } : {}) } as const;
    return new Intl.DateTimeFormat("en-GB", shape).format(moment);
  }

  protected get shown(): HTMLElement | null {
    return this.querySelector<HTMLElement>("[data-part]");
  }

  /** What is there has been exchanged. */
  protected changed(): void {}

  private get every(): number {
    return 1000 * Number(this.dataset["seconds"] ?? 15);
  }

  private wait(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.refresh(), this.every);
  }

  private readonly onSeen = (): void => {
    if (document.visibilityState === "visible") void this.refresh();
  };

  async refresh(): Promise<void> {
    window.clearTimeout(this.timer);
    if (document.visibilityState !== "hidden") await this.ask();
    if (this.isConnected) this.wait();
  }

  private async ask(): Promise<void> {
    try {
      const answer = await fetch(this.dataset["url"] ?? "", {
        headers: { "If-None-Match": this.mark },
        credentials: "same-origin",
        redirect: "error",
        signal: AbortSignal.timeout(10_000),
      });
      if (answer.status !== 200 && answer.status !== 304) throw new Error(String(answer.status));
      if (answer.status === 200) this.exchange(await answer.text());
      this.mark = answer.headers.get("ETag") ?? this.mark;
      const moment = Number(answer.headers.get("X-Now"));
      if (moment) this.ahead = moment - performance.now();
      this.answeredAt = this.serverNow();
      this.sayGone(false);
    } catch {
      this.sayGone(true);
    }
  }

  private exchange(markup: string): void {
    const part = this.shown;
    if (!part) return;
    const came = new DOMParser().parseFromString(markup, "text/html");
    const state = (root: ParentNode): string => root.querySelector<HTMLElement>("[data-state]")?.dataset["state"] ?? "";
    if (this.dataset["reload"] !== undefined && state(came) !== state(part)) {
      if ("vibrate" in navigator) navigator.vibrate([200, 100, 200]);
      return window.location.reload();
    }
    part.replaceChildren(...[...came.body.childNodes].map((node) => document.importNode(node, true)));
    this.changed();
  }

  private sayGone(isGone: boolean): void {
    const note = this.querySelector<HTMLElement>("[data-gone]");
    if (!note || note.hidden === !isGone) return;
    note.textContent = (note.dataset["words"] ?? "").replace("{time}", this.time(this.answeredAt));
    note.hidden = !isGone;
    this.classList.toggle("is-gone", isGone);
  }
}

customElements.define("live-part", LivePart);
