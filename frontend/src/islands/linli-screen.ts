/** Keeps the screen fresh: asks whether anything has changed, exchanges only the panels that did, says when it is stale. */
class LinliScreen extends HTMLElement {
  private timer = 0;
  private mark = "";
  private answeredAt = Date.now();

  connectedCallback(): void {
    this.mark = this.dataset["mark"] ?? "";
    this.answeredAt = Date.now();
    document.addEventListener("visibilitychange", this.onSeen);
    this.wait();
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.onSeen);
  }

  /** Every half minute on a wall, once a minute elsewhere; never while nobody sees it. */
  private get every(): number {
    const isWall = window.matchMedia("(min-width: 100rem)").matches;
    return 1000 * Number((isWall ? this.dataset["wallSeconds"] : this.dataset["seconds"]) ?? 60);
  }

  private wait(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.refresh(), this.every);
  }

  private readonly onSeen = (): void => {
    if (document.visibilityState === "visible" && Date.now() - this.answeredAt >= this.every) void this.refresh();
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
        signal: AbortSignal.timeout(20_000),
      });
      if (answer.status === 200) this.exchange(await answer.text());
      else if (answer.status !== 304) throw new Error(String(answer.status));
      this.mark = answer.headers.get("ETag") ?? this.mark;
      this.say(answer.headers.get("X-Read-At") ?? "");
    } catch {
      this.stale();
    }
  }

  private exchange(markup: string): void {
    const came = new DOMParser().parseFromString(markup, "text/html");
    const panels = [...came.querySelectorAll<HTMLElement>("[id^='panel-']")];
    const here = [...this.querySelectorAll("[id^='panel-']")].map((panel) => panel.id);
    if (panels.map((panel) => panel.id).join() !== here.join()) return window.location.reload();
    for (const panel of panels) {
      const old = document.getElementById(panel.id);
      // What a panel has woken (a button) is no change of what the server said.
      if (!old || old.dataset["said"] === panel.outerHTML) continue;
      const focused = old.contains(document.activeElement) ? document.activeElement?.getAttribute("href") : null;
      panel.dataset["said"] = panel.outerHTML;
      old.replaceWith(document.importNode(panel, true));
      if (focused) this.querySelector<HTMLElement>(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    }
  }

  private say(time: string): void {
    this.answeredAt = Date.now();
    const moment = document.getElementById("screen-read-at");
    if (moment && time) moment.textContent = time;
    const stale = document.getElementById("screen-stale");
    if (stale) stale.hidden = true;
    this.classList.remove("is-stale");
  }

  private stale(): void {
    const stale = document.getElementById("screen-stale");
    if (stale?.hidden) {
      stale.textContent = stale.dataset["words"] ?? "";
      stale.hidden = false;
    }
    this.classList.add("is-stale");
  }
}

customElements.define("linli-screen", LinliScreen);
