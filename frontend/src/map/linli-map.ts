import type { FeatureCollection } from "geojson";
import { fromMap, ontoMap, type Point } from "@/map/datum";
import { accuracyOf, metresAPixel, moved, towards } from "@/map/distance";
import type { Draw, Drawing } from "@/map/drawing";
import { shapesOnMap } from "@/map/shapes";

const STEP = 12; // pixels an arrow moves the pin by; with shift five times that
const GOOD_ENOUGH = 100; // metres, as in the place picker: beyond that a point may fall in the wrong grid
const FAR = 10.5; // the zoom at which a county is seen whole
const NEAR = 16; // and a street
const CHINA: Point = { longitude: 104, latitude: 35 };
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/**
 * The provider's map. `data-mode="pick"` puts a pin by tap, drag or arrow keys and fills the place picker around it;
 * `data-mode="show"` shows one point, and `data-spots` others around it. What is kept and spoken is WGS-84; only what is drawn is in the provider's frame.
 */
export class LinliMap extends HTMLElement {
  /** The library comes only when a map is really opened: it weighs more than everything else together. */
  static load: () => Promise<Draw> = async () => (await import("@/map/drawing")).draw;

  private drawing: Drawing | null = null;
  private pin: Point | null = null;
  private start: Point = CHINA;
  private isAwake = false;
  private turn = 0; // how often the element has left the page: what was asked for before comes too late
  private folded: HTMLDetailsElement | null = null;
  private picker: HTMLElement | null = null;

  connectedCallback(): void {
    this.folded = this.closest("details");
    this.picker = this.closest("place-picker");
    this.folded?.addEventListener("toggle", this.wake);
    this.picker?.addEventListener("place-found", this.onFound);
    this.addEventListener("keydown", this.onKey);
    this.querySelector("[data-remove]")?.addEventListener("click", this.clear);
    void this.wake();
  }

  disconnectedCallback(): void {
    this.turn += 1;
    this.isAwake = false;
    this.folded?.removeEventListener("toggle", this.wake);
    this.picker?.removeEventListener("place-found", this.onFound);
    this.removeEventListener("keydown", this.onKey);
    this.querySelector("[data-remove]")?.removeEventListener("click", this.clear);
    this.drawing?.remove();
    this.drawing = null;
  }

  private readonly wake = async (): Promise<void> => {
    if (this.isAwake || (this.folded && !this.folded.open)) return;
    this.isAwake = true;
    const turn = this.turn;
    try {
      const draw = await LinliMap.load();
      if (turn === this.turn) this.begin(draw);
    } catch {
      this.isAwake = false; // folded and unfolded it tries again
      this.say("failed"); // no WebGL, or the bundle did not come: list, address and "here" work all the same
    }
  };

  private begin(draw: Draw): void {
    const into = this.querySelector<HTMLElement>("[data-canvas]");
    if (!into) return;
    const known = this.isPicker ? this.filled() : pointOf(this.dataset["at"]);
    this.start = pointOf(this.dataset["start"]) ?? known ?? CHINA;
    const centre = known ?? this.start;
    const put = (at: Point): void => this.put(fromMap(at, this.datum));
    this.drawing = draw({
      into,
      tiles: (this.dataset["tiles"] ?? "").split(/\s+/).filter(Boolean).map(absolute),
      centre: ontoMap(centre, this.datum),
      zoom: known ? NEAR : centre === CHINA ? 3 : FAR,
      isPicker: this.isPicker,
      words: {
        "Map.Title": this.dataset["label"] ?? "",
        "Marker.Title": this.dataset["pin"] ?? "",
        "NavigationControl.ZoomIn": this.dataset["closer"] ?? "",
        "NavigationControl.ZoomOut": this.dataset["farther"] ?? "",
      },
      describedBy: this.querySelector("[data-help]")?.id ?? "",
      onTap: put,
      onDrag: put,
      onFault: () => this.say("silent"),
    });
    if (known) this.place(known);
    const spots = (this.dataset["spots"] ?? "").split(/\s+/).map(pointOf).filter((one) => one !== null);
    if (spots.length) this.drawing.spots(spots.map((one) => ontoMap(one, this.datum)));
    if (this.dataset["shape"]) void this.overlay(this.dataset["shape"]);
  }

  private get isPicker(): boolean {
    return this.dataset["mode"] === "pick";
  }

  private get datum(): string {
    return this.dataset["datum"] ?? "wgs84";
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (!this.drawing || !this.isPicker || !(event.target instanceof HTMLCanvasElement)) return;
    const arrow = ARROWS[event.key];
    if (arrow) this.step(arrow, event.shiftKey ? 5 * STEP : STEP);
    else if (event.key === "Enter" || event.key === " ") this.put(fromMap(this.drawing.centre, this.datum));
    else if (event.key === "+" || event.key === "=") this.drawing.closer(1);
    else if (event.key === "-") this.drawing.closer(-1);
    else return;
    event.preventDefault();
  };

  private step([east, north]: readonly [number, number], pixels: number): void {
    if (!this.drawing) return;
    const from = this.pin ?? fromMap(this.drawing.centre, this.datum);
    const metres = pixels * metresAPixel(from.latitude, this.drawing.zoom);
    this.put(moved(from, east * metres, north * metres));
  }

  /** Somebody chose this point: keep it, show it, say it. */
  private put(at: Point): void {
    if (!this.drawing || !this.isPicker) return;
    const accuracy = accuracyOf(at.latitude, this.drawing.zoom);
    this.place(at);
    this.fill(at.longitude.toFixed(6), at.latitude.toFixed(6), String(accuracy));
    this.say(accuracy <= GOOD_ENOUGH ? "put" : "rough", this.inWords(at, accuracy));
    const detail = { ...at, accuracy };
    this.dispatchEvent(new CustomEvent("place-found", { bubbles: true, detail }));
  }

  private place(at: Point | null): void {
    this.pin = at;
    this.drawing?.pin(at && ontoMap(at, this.datum));
    this.querySelector("[data-remove]")?.toggleAttribute("hidden", !at);
  }

  private readonly clear = (): void => {
    this.place(null);
    this.fill("", "", "");
    this.say("removed");
  };

  /** "Where I am now" was asked for beside the map: the pin goes there. */
  private readonly onFound = (event: Event): void => {
    if (event.target === this || !this.drawing) return;
    const found = this.filled();
    if (!found) return;
    this.place(found);
    this.drawing.show(ontoMap(found, this.datum));
    this.say("put", this.inWords(found, Number(this.input("accuracy")?.value ?? 0)));
  };

  private async overlay(address: string): Promise<void> {
    try {
      const answer = await fetch(address, { headers: { Accept: "application/geo+json" } });
      if (!answer.ok) return;
      const shapes = (await answer.json()) as FeatureCollection;
      this.drawing?.outline(shapesOnMap(shapes, this.datum));
    } catch {
      // The map stands without the outline; the table beside it has the names.
    }
  }

  private input(name: string): HTMLInputElement | null {
    return this.picker?.querySelector<HTMLInputElement>(`input[name$="${name}"]`) ?? null;
  }

  private filled(): Point | null {
    return pointOf(`${this.input("longitude")?.value ?? ""},${this.input("latitude")?.value ?? ""}`);
  }

  private fill(longitude: string, latitude: string, accuracy: string): void {
    for (const [name, value] of Object.entries({ longitude, latitude, accuracy })) {
      const input = this.input(name);
      if (input) input.value = value;
    }
    const other = this.picker?.querySelector(".here output");
    if (other) other.textContent = ""; // what it said of the place before no longer holds
  }

  private inWords(at: Point, accuracy: number): Readonly<Record<string, string>> {
    const { metres, direction } = towards(this.start, at);
    const length = metres < 1000 ? String(Math.round(metres)) : (metres / 1000).toFixed(1);
    const unit = (metres < 1000 ? this.dataset["metres"] : this.dataset["kilometres"]) ?? "{length}";
    return {
      distance: unit.replace("{length}", length),
      direction: this.dataset["directions"]?.split("|")[direction] ?? "",
      metres: String(accuracy),
    };
  }

  private say(what: "put" | "rough" | "removed" | "failed" | "silent", words: Readonly<Record<string, string>> = {}): void {
    const output = this.querySelector("output");
    if (!output) return;
    const sentence = output.dataset[what] ?? "";
    output.textContent = sentence.replace(/\{(\w+)\}/g, (_found, name: string) => words[name] ?? "");
    output.classList.toggle("sure", what === "put");
  }
}

/** "119.38,25.72" as a point; nothing where it is none. */
function pointOf(words: string | undefined): Point | null {
  const [longitude, latitude] = (words ?? "").split(",").map((part) => (part.trim() ? Number(part) : NaN));
  const isPlace = Number.isFinite(longitude) && Number.isFinite(latitude);
  return isPlace ? { longitude: longitude as number, latitude: latitude as number } : null;
}

/** The city's own tiles may stand under an address of ours; the worker knows only whole ones. */
function absolute(template: string): string {
  return template.startsWith("/") ? window.location.origin + template : template;
}
