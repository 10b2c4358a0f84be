/**
 * How long a time is still kept: counted from the server's clock at the answer, with a clock that nobody can set. The
 * device's own may be hours off; without script the sentence with the server's time stands there alone.
 */
export class HoldClock extends HTMLElement {
  private ticking = 0;
  /** When it runs out, by the clock of this page. */
  private until = 0;

  connectedCallback(): void {
    const length = 1000 * (Number(this.dataset["until"]) - Number(this.dataset["moment"]));
    this.until = answeredAt() + length;
    this.ticking = window.setInterval(() => this.tick(), 1000);
    this.tick();
  }

  disconnectedCallback(): void {
    window.clearInterval(this.ticking);
  }

  private tick(): void {
    const left = Math.max(0, Math.floor((this.until - performance.now()) / 1000));
    const shown = this.querySelector("[data-left]");
    const words = left === 0 ? this.said("over") : left < 120
      ? this.said("seconds").replace("{seconds}", String(left))
      : this.said("minutes").replace("{minutes}", String(Math.floor(left / 60)));
    if (shown && shown.textContent !== words) shown.textContent = words;
    if (left === 0) window.clearInterval(this.ticking);
  }

  private said(name: string): string {
    return this.dataset[name] ?? "";
  }
}

/** When the answer with the server's time began to come; a slow line does not lengthen what is kept. */
function answeredAt(): number {
  const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return page?.responseStart || performance.now();
}

customElements.define("hold-clock", HoldClock);
