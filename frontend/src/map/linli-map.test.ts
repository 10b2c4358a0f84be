import { mount } from "@/mount";
import { ontoMap, type Point } from "@/map/datum";
import type { Drawing, Wish } from "@/map/drawing";
import { LinliMap } from "@/map/linli-map";

customElements.define("linli-map", LinliMap);

/** A drawing without WebGL: it keeps what it was asked. */
class Paper implements Drawing {
  static last: Paper;
  centre: Point;
  zoom: number;
  pinned: Point | null = null;
  outlined: unknown = null;
  spotted: readonly Point[] = [];
  isRemoved = false;

  constructor(readonly wish: Wish) {
    this.centre = wish.centre;
    this.zoom = wish.zoom;
    Paper.last = this;
  }
  pin(at: Point | null): void {
    this.pinned = at;
  }
  spots(at: readonly Point[]): void {
    this.spotted = at;
  }
  show(at: Point): void {
    this.centre = at;
  }
  closer(by: number): void {
    this.zoom += by;
  }
  outline(shapes: unknown): void {
    this.outlined = shapes;
  }
  remove(): void {
    this.isRemoved = true;
  }
}

const INSIDE = `<div data-canvas><canvas tabindex="0"></canvas></div><button type="button" data-remove hidden>去掉</button>
  <output data-put="{direction} {distance}，误差 {metres} 米" data-rough="只准到 {metres} 米" data-removed="已去掉"
   data-failed="画不出来" data-silent="没有回答"></output>`;
const WORDS = `data-directions="北|东北|东|东南|南|西南|西|西北" data-metres="{length} 米" data-kilometres="{length} 公里"`;
const START = `data-start="119.37,25.73"`;

function picker(map: string, more = ""): string {
  return `<place-picker><input name="case-longitude"><input name="case-latitude"><input name="case-accuracy">
    <p class="here"><output>12 米以内</output></p>${more}<linli-map data-mode="pick" ${WORDS} ${START} ${map}>${INSIDE}</linli-map></place-picker>`;
}

async function open(markup: string): Promise<void> {
  mount(markup);
  await settle();
}

const settle = () => vi.waitFor(() => Promise.resolve());
const element = () => document.querySelector<LinliMap>("linli-map")!;
const value = (name: string) => document.querySelector<HTMLInputElement>(`[name$="${name}"]`)!.value;
const said = () => element().querySelector("output")!.textContent;

function press(key: string, more: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  return element().querySelector("canvas")!.dispatchEvent(event);
}

beforeEach(() => {
  LinliMap.load = () => Promise.resolve((wish) => new Paper(wish));
});

test("a tap fills the place in, shows the pin and says where it stands", async () => {
  await open(picker(""));
  const found = vi.fn();
  document.querySelector("place-picker")!.addEventListener("place-found", (event) => found((event as CustomEvent).detail));
  Paper.last.zoom = 16;

  Paper.last.wish.onTap({ longitude: 119.37, latitude: 25.74 });

  expect([value("longitude"), value("latitude"), value("accuracy")]).toEqual(["119.370000", "25.740000", "9"]);
  expect(Paper.last.pinned).toEqual({ longitude: 119.37, latitude: 25.74 });
  expect(said()).toBe("北 1.1 公里，误差 9 米");
  expect(found).toHaveBeenCalledWith({ longitude: 119.37, latitude: 25.74, accuracy: 9 });
  expect(document.querySelector(".here output")!.textContent).toBe("");
});

test("a tap from far away says that it is rough", async () => {
  await open(picker(""));
  Paper.last.zoom = 10;

  Paper.last.wish.onTap({ longitude: 119.37, latitude: 25.74 });

  expect(said()).toBe("只准到 551 米");
});

test.each([
  ["gcj02", { longitude: 119.37469, latitude: 25.7294 }],
  ["bd09", { longitude: 119.37469, latitude: 25.7294 }],
])("on a map in %s the true place is kept and the pin stands where it was tapped", async (datum, truth) => {
  await open(picker(`data-datum="${datum}"`));
  const tapped = ontoMap(truth, datum);

  Paper.last.wish.onTap(tapped);

  expect([value("longitude"), value("latitude")]).toEqual(["119.374690", "25.729400"]);
  expect(Paper.last.pinned!.longitude).toBeCloseTo(tapped.longitude, 8);
});

test("the arrows move the pin, further with shift, and the page does not scroll", async () => {
  await open(picker(""));
  Paper.last.zoom = 16;

  const untouched = press("ArrowRight");
  const first = Number(value("longitude"));
  press("ArrowRight", { shiftKey: true });

  expect(untouched).toBe(false);
  expect(first).toBeGreaterThan(119.37);
  expect((Number(value("longitude")) - first) / (first - 119.37)).toBeCloseTo(5, 1);
  expect(value("latitude")).toBe("25.730000");
});

test("enter puts the pin into the middle, plus and minus bring the map closer and back", async () => {
  await open(picker(""));
  const before = Paper.last.zoom;

  press("Enter");
  press("+");
  press("+");
  press("-");

  expect(value("longitude")).toBe("119.370000");
  expect(Paper.last.zoom).toBe(before + 1);
});

test("tab is left to the browser", async () => {
  await open(picker(""));

  expect(press("Tab")).toBe(true);
  expect(value("longitude")).toBe("");
});

test("the pin can be removed again", async () => {
  await open(picker(""));
  Paper.last.wish.onTap({ longitude: 119.4, latitude: 25.7 });
  const button = document.querySelector<HTMLButtonElement>("[data-remove]")!;
  expect(button.hidden).toBe(false);

  button.click();

  expect([value("longitude"), value("latitude"), value("accuracy")]).toEqual(["", "", ""]);
  expect([Paper.last.pinned, button.hidden, said()]).toEqual([null, true, "已去掉"]);
});

test("what the form already holds is where the map begins", async () => {
  const markup = picker("").replace(`<input name="case-longitude"><input name="case-latitude">`,
    `<input name="case-longitude" value="119.5"><input name="case-latitude" value="25.6">`);

  await open(markup);

  expect(Paper.last.pinned).toEqual({ longitude: 119.5, latitude: 25.6 });
  expect(Paper.last.wish.zoom).toBe(16);
});

test("the pin goes where “here” has found somebody", async () => {
  await open(picker(""));
  document.querySelector<HTMLInputElement>(`[name$="longitude"]`)!.value = "119.41";
  document.querySelector<HTMLInputElement>(`[name$="latitude"]`)!.value = "25.71";

  document.querySelector("place-picker")!.dispatchEvent(new CustomEvent("place-found"));

  expect(Paper.last.pinned).toEqual({ longitude: 119.41, latitude: 25.71 });
});

test("folded away nothing is loaded until it is opened", async () => {
  const load = vi.fn(LinliMap.load);
  LinliMap.load = load;
  await open(`<details>${picker("")}</details>`);
  expect(load).not.toHaveBeenCalled();
  const details = document.querySelector("details")!;

  details.open = true;
  details.dispatchEvent(new Event("toggle"));
  details.dispatchEvent(new Event("toggle"));
  await settle();

  expect(load).toHaveBeenCalledOnce();
});

test("one point is shown and no tap moves it", async () => {
  await open(`<linli-map data-mode="show" data-at="119.38,25.72" data-tiles="/tiles/{z}/{x}/{y}.png">${INSIDE}</linli-map>`);

  Paper.last.wish.onTap({ longitude: 119, latitude: 25 });
  press("ArrowUp");

  expect(Paper.last.pinned).toEqual({ longitude: 119.38, latitude: 25.72 });
  expect(Paper.last.wish.tiles).toEqual([`${window.location.origin}/tiles/{z}/{x}/{y}.png`]);
});

test("several templates are several layers", async () => {
  await open(picker(`data-tiles="https://a.example/{z} https://b.example/{z}"`));

  expect(Paper.last.wish.tiles).toEqual(["https://a.example/{z}", "https://b.example/{z}"]);
});

test("outlines are moved into the frame of the map", async () => {
  const ring = [[119.3, 25.7], [119.4, 25.7], [119.4, 25.8], [119.3, 25.7]]; // prettier-ignore
  const shapes = { type: "FeatureCollection", features: [
    { type: "Feature", properties: { schematic: true }, geometry: { type: "Polygon", coordinates: [ring] } },
    { type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [119.3, 25.7] } },
  ] };
  vi.stubGlobal("fetch", () => Promise.resolve({ ok: true, json: () => Promise.resolve(shapes) }));

  await open(`<linli-map data-mode="show" data-datum="gcj02" data-shape="/desk/areas/350181/shape.json">${INSIDE}</linli-map>`);
  await vi.waitFor(() => expect(Paper.last.outlined).not.toBeNull());

  const moved = ontoMap({ longitude: 119.3, latitude: 25.7 }, "gcj02");
  const drawn = Paper.last.outlined as { features: { geometry: { coordinates: number[][][] } }[] };
  expect(drawn.features).toHaveLength(1);
  expect(drawn.features[0]!.geometry.coordinates[0]![0]).toEqual([moved.longitude, moved.latitude]);
});

test("what lies around the point is shown in the frame of the map, and no broken point", async () => {
  const map = `data-mode="show" data-datum="gcj02" data-at="119.3,25.7" data-spots="119.301,25.7 x,y 119.302,25.7 "`;

  await open(`<linli-map ${map}>${INSIDE}</linli-map>`);

  const wanted = [119.301, 119.302].map((longitude) => ontoMap({ longitude, latitude: 25.7 }, "gcj02"));
  expect(Paper.last.spotted).toEqual(wanted);
});

test("a browser that cannot draw is told so, and the list still works", async () => {
  LinliMap.load = () => Promise.resolve(() => {
    throw new Error("no WebGL");
  });

  await open(picker(""));

  expect(said()).toBe("画不出来");
});

test("that the provider does not answer is said until the next tap", async () => {
  await open(picker(""));
  Paper.last.zoom = 16;

  Paper.last.wish.onFault();
  expect(said()).toBe("没有回答");
  Paper.last.wish.onTap({ longitude: 119.37, latitude: 25.74 });

  expect(said()).toContain("误差 9 米");
});

test("the drawing goes with the element, and so do the keys", async () => {
  await open(picker(""));
  const paper = Paper.last;
  const canvas = element().querySelector("canvas")!;
  const map = element();

  map.remove();
  canvas.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true }));

  expect(paper.isRemoved).toBe(true);
  expect(value("longitude")).toBe("");
});

test("removed while the library is on its way, nothing is drawn", async () => {
  let arrive: (draw: (wish: Wish) => Drawing) => void = () => undefined;
  LinliMap.load = () => new Promise((resolve) => (arrive = resolve));
  const draw = vi.fn((wish: Wish) => new Paper(wish));
  mount(picker(""));

  element().remove();
  arrive(draw);
  await settle();

  expect(draw).not.toHaveBeenCalled();
});
