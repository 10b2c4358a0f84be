const GOOD_ENOUGH = 100; // metres; beyond that a point may fall in the wrong grid, so the address is asked for

/** Offers "where I am now" where the browser can tell, and says how sure it is. The selects work without it. */
class PlacePicker extends HTMLElement {
  connectedCallback(): void {
    const here = this.querySelector<HTMLElement>(".here");
    if (!here || !navigator.geolocation) return;
    here.hidden = false;
    this.querySelector("[data-here]")?.addEventListener("click", this.ask);
  }

  disconnectedCallback(): void {
    this.querySelector("[data-here]")?.removeEventListener("click", this.ask);
  }

  private readonly ask = (): void => {
    this.say("waiting");
    const patience = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 };
    navigator.geolocation.getCurrentPosition(this.found, () => this.say("refused"), patience);
  };

  private readonly found = (position: GeolocationPosition): void => {
    const { longitude, latitude, accuracy } = position.coords;
    const metres = Math.max(1, Math.round(accuracy));
    this.fill("longitude", longitude.toFixed(6));
    this.fill("latitude", latitude.toFixed(6));
    this.fill("accuracy", String(metres));
    this.say(metres <= GOOD_ENOUGH ? "found" : "outside", String(metres));
    const detail = { longitude, latitude, accuracy: metres };
    this.dispatchEvent(new CustomEvent("place-found", { bubbles: true, detail }));
  };

  private fill(name: string, value: string): void {
    const input = this.querySelector<HTMLInputElement>(`input[name$="${name}"]`);
    if (input) input.value = value;
  }

  private say(what: "waiting" | "found" | "refused" | "outside", metres = ""): void {
    const output = this.querySelector("output");
    if (!output) return;
    output.textContent = (output.dataset[what] ?? "").replace("{metres}", metres);
    output.classList.toggle("sure", what === "found");
  }
}

customElements.define("place-picker", PlacePicker);
