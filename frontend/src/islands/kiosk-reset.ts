/** A kiosk goes back to its first page once nobody has touched it for a while; whoever is still choosing is left alone. */
class KioskReset extends HTMLElement {
  private timer = 0;
  private readonly wait = (): void => {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => window.location.assign(this.dataset.url ?? "/"), Number(this.dataset.seconds) * 1000);
  };

  connectedCallback(): void {
    for (const kind of ["pointerdown", "keydown", "scroll"]) window.addEventListener(kind, this.wait, { passive: true });
    this.wait();
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.timer);
    for (const kind of ["pointerdown", "keydown", "scroll"]) window.removeEventListener(kind, this.wait);
  }
}

customElements.define("kiosk-reset", KioskReset);
