import { here } from "@/field/here";

/** Sends where the browser is with the form, at a tap; nothing is asked before, and nothing follows. */
class NearMe extends HTMLElement {
  connectedCallback(): void {
    if (!("geolocation" in navigator)) return;
    this.hidden = false;
    this.addEventListener("submit", this.ask);
  }

  disconnectedCallback(): void {
    this.removeEventListener("submit", this.ask);
  }

  private readonly ask = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const note = this.querySelector<HTMLElement>("[role=status]");
    try {
      const { lon, lat } = await here();
      // Five decimals are a metre: finer than any phone knows, and no more than is needed goes out.
      this.fill("longitude", lon.toFixed(5));
      this.fill("latitude", lat.toFixed(5));
      form.submit();
    } catch {
      if (note) note.hidden = false;
    }
  };

  private fill(name: string, value: string): void {
    const input = this.querySelector<HTMLInputElement>(`[name=${name}]`);
    if (input) input.value = value;
  }
}

customElements.define("near-me", NearMe);
