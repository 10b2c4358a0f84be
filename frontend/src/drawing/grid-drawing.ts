import { bent } from "@/drawing/bend";
import { apart, type Corner, Plane, type Ring, snapped, type Spot, WIDTH } from "@/drawing/plane";

const SVG = "http://www.w3.org/2000/svg";
const REACH = 14; // pixels: a fingertip
const STEP = 6; // pixels an arrow moves the cross by; with shift five times that
const ARROWS: Readonly<Record<string, Spot>> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

interface Shape {
  code: string;
  name: string;
  rings: Ring[];
}

interface Ground {
  grid: string;
  shapes: Shape[];
  border: Ring[];
}

/**
 * Draws on the outlines of a village: a line that splits a grid, a corner that moves, ground for a new grid. What is
 * drawn stands in the field of coordinates beside it, where it can be typed as well; the server decides what it means.
 */
export class GridDrawing extends HTMLElement {
  private ground: Ground = { grid: "", shapes: [], border: [] };
  private plane!: Plane;
  private svg!: SVGSVGElement;
  private drawn: Corner[] = []; // of a line or a new grid
  private moves: [Corner, Corner][] = [];
  private held: Corner | null = null; // the corner in hand
  private cross: Spot = [0, 0];
  private closer = 1;

  connectedCallback(): void {
    const data = this.querySelector("script[type='application/json']")?.textContent;
    const into = this.querySelector<HTMLElement>("[data-canvas]");
    if (!data || !into) return;
    this.ground = JSON.parse(data) as Ground;
    this.plane = new Plane(this.frame, this.dataset["datum"]);
    this.cross = [WIDTH / 2, this.plane.height / 2];
    this.svg = this.element("svg", { tabindex: "0", role: "application", "aria-label": this.dataset["label"] ?? "" }) as SVGSVGElement;
    this.svg.setAttribute("aria-describedby", this.querySelector("[data-help]")?.id ?? "");
    into.replaceChildren(this.svg);
    this.svg.addEventListener("pointerdown", this.onDown);
    this.svg.addEventListener("pointermove", this.onMove);
    this.svg.addEventListener("pointerup", this.onUp);
    this.svg.addEventListener("keydown", this.onKey);
    this.form?.addEventListener("change", this.onChange);
    this.querySelectorAll("button").forEach((button) => button.addEventListener("click", this.onButton));
    this.read();
    this.draw();
  }

  disconnectedCallback(): void {
    this.form?.removeEventListener("change", this.onChange);
  }

  private get form(): HTMLFormElement | null {
    return this.closest("form");
  }

  private get field(): HTMLTextAreaElement | null {
    return this.form?.querySelector<HTMLTextAreaElement>("textarea[name=points]") ?? null;
  }

  private get deed(): string {
    return this.form?.querySelector<HTMLInputElement>("input[name=deed]:checked")?.value ?? "split";
  }

  private get frame(): Ring[] {
    return this.ground.border.length ? this.ground.border : this.ground.shapes.flatMap((shape) => shape.rings);
  }

  /** Every outline as it stands after what was moved. */
  private get rings(): Ring[] {
    return this.ground.shapes.flatMap((shape) => this.ringsOf(shape));
  }

  private ringsOf(shape: Shape): Ring[] {
    return this.moves.reduce<Ring[]>((rings, [at, to]) => bent(rings, at, to), shape.rings);
  }

  /** Take up what stands in the field: typed by somebody, or drawn before the page was asked again. */
  private read(): void {
    const rows = (this.field?.value ?? "").split("\n").map((row) => row.trim().split(/[\s,，]+/).map(Number));
    const good = rows.filter((row) => row.length >= 2 && row.every(Number.isFinite));
    this.moves = [];
    this.drawn = [];
    if (this.deed === "edge")
      this.moves = good.filter((row) => row.length === 4).map(([a = 0, b = 0, c = 0, d = 0]) => [[a, b], [c, d]]);
    else this.drawn = good.map(([a = 0, b = 0]) => [a, b]);
  }

  private write(): void {
    const rows = this.deed === "edge" ? this.moves.map(([at, to]) => [...at, ...to]) : this.drawn;
    if (this.field) this.field.value = rows.map((row) => row.map((value) => value.toFixed(7)).join(" ")).join("\n");
    this.draw();
  }

  private readonly onChange = (event: Event): void => {
    const target = event.target as HTMLInputElement;
    if (target.name === "deed") {
      this.drawn = [];
      this.moves = [];
      this.held = null;
      this.write();
      this.say("begun");
    } else if (target === (this.field as unknown)) {
      this.read();
      this.draw();
    }
  };

  private readonly onButton = (event: Event): void => {
    const name = (event.currentTarget as HTMLElement).dataset["do"];
    if (name === "undo") this.undo();
    if (name === "anew") {
      this.drawn = [];
      this.moves = [];
      this.write();
      this.say("anew");
    }
    if (name === "closer" || name === "farther") {
      this.closer = Math.min(8, Math.max(1, this.closer * (name === "closer" ? 2 : 0.5)));
      this.draw();
    }
  };

  private undo(): void {
    this.held = null;
    if (this.deed === "edge") this.moves.pop();
    else this.drawn.pop();
    this.write();
    this.say("undone");
  }

  // — pointer and keys: both take a corner up and put it down —

  private readonly onDown = (event: PointerEvent): void => {
    this.cross = this.spotOf(event);
    if (this.deed !== "edge") return;
    this.take();
    if (this.held) this.svg.setPointerCapture?.(event.pointerId);
  };

  private readonly onMove = (event: PointerEvent): void => {
    if (!this.held) return;
    this.cross = this.spotOf(event);
    this.draw();
  };

  private readonly onUp = (event: PointerEvent): void => {
    this.cross = this.spotOf(event);
    this.put();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    const pixel = this.pixel;
    if (arrow) {
      const far = (event.shiftKey ? 5 * STEP : STEP) * pixel;
      this.cross = [
        Math.min(WIDTH, Math.max(0, this.cross[0] + arrow[0] * far)),
        Math.min(this.plane.height, Math.max(0, this.cross[1] + arrow[1] * far)),
      ];
      this.draw();
    } else if (event.key === "Enter" || event.key === " ") {
      if (this.deed === "edge" && !this.held) this.take();
      else this.put();
    } else if (event.key === "Backspace" || (event.key === "z" && (event.ctrlKey || event.metaKey))) this.undo();
    else if (event.key === "Escape" && this.held) {
      this.held = null;
      this.draw();
    } else return;
    event.preventDefault();
  };

  /** Take up the corner of the grid's outline that lies under the cross, or a spot of its edge. */
  private take(): void {
    const own = this.ground.shapes.find((shape) => shape.code === this.ground.grid);
    const rings = own ? this.ringsOf(own) : [];
    const corner = snapped(this.plane, this.cross, rings, REACH * this.pixel);
    const isNear = apart(this.plane.spot(corner), this.cross) <= REACH * this.pixel;
    const isOn = rings.some((ring) => bent([ring], corner, [0, 0])[0] !== ring);
    this.held = isNear && isOn ? corner : null;
    this.say(this.held ? "held" : "no-corner");
    this.draw();
  }

  private put(): void {
    if (this.deed === "edge") {
      if (!this.held) return;
      const at = this.held;
      const to = this.plane.corner(this.cross); // both neighbours have the corner, so it needs no other to lie on
      this.held = null;
      if (to[0] === at[0] && to[1] === at[1]) return this.draw();
      this.moves.push([at, to]);
      this.say("moved", this.moves.length);
    } else {
      this.drawn.push(snapped(this.plane, this.cross, [...this.rings, ...this.ground.border], REACH * this.pixel));
      this.say("put", this.drawn.length);
    }
    this.write();
  }

  // — what is seen —

  private get box(): [number, number, number, number] {
    const [wide, high] = [WIDTH / this.closer, this.plane.height / this.closer];
    const x = Math.min(WIDTH - wide, Math.max(0, this.cross[0] - wide / 2));
    const y = Math.min(this.plane.height - high, Math.max(0, this.cross[1] - high / 2));
    return this.closer === 1 ? [0, 0, WIDTH, this.plane.height] : [x, y, wide, high];
  }

  /** How many units of the drawing a pixel of the screen is. */
  private get pixel(): number {
    const scale = this.svg.getScreenCTM?.()?.a;
    return scale ? 1 / scale : 1 / this.closer;
  }

  /** Where on the drawing a finger is; the drawing may stand in the middle of a wider box. */
  private spotOf(event: PointerEvent): Spot {
    const matrix = this.svg.getScreenCTM?.();
    if (!matrix) return [event.clientX, event.clientY];
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    return [x, y];
  }

  private draw(): void {
    if (!this.held) this.svg.setAttribute("viewBox", this.box.join(" "));
    const parts: Element[] = [...this.base(), ...this.ground.border.map((ring) => this.path([ring], "border"))];
    const moving: [Corner, Corner] | null = this.held ? [this.held, this.plane.corner(this.cross)] : null;
    for (const shape of this.ground.shapes) {
      const rings = moving ? bent(this.ringsOf(shape), ...moving) : this.ringsOf(shape);
      parts.push(this.path(rings, shape.code === this.ground.grid ? "own" : "other", shape.name));
    }
    const spots = this.drawn.map((corner) => this.plane.spot(corner));
    if (spots.length > 1) {
      const points = spots.map((spot) => spot.join(",")).join(" ");
      parts.push(this.element(this.deed === "new" ? "polygon" : "polyline", { points, class: "drawn" }));
    }
    const own = this.ground.shapes.find((shape) => shape.code === this.ground.grid);
    const handles = this.deed === "edge" && own ? this.ringsOf(own).flatMap((ring) => ring.slice(1)) : [];
    for (const corner of handles) parts.push(this.dot(this.plane.spot(corner), "handle", 3.5));
    for (const spot of spots) parts.push(this.dot(spot, "drawn", 5));
    parts.push(this.dot(this.cross, "cross", 7));
    this.svg.replaceChildren(...parts);
  }

  /** The provider's tiles, where there are any; without them the outlines themselves are the ground. */
  private base(): Element[] {
    const templates = (this.dataset["tiles"] ?? "").split(/\s+/).filter(Boolean);
    return templates.flatMap((template) =>
      this.plane.tiles().map(({ zoom, column, row, x, y, size }) => {
        const href = template.replace("{z}", String(zoom)).replace("{x}", String(column)).replace("{y}", String(row));
        return this.element("image", { href, x: String(x), y: String(y), width: String(size), height: String(size) });
      }),
    );
  }

  private path(rings: readonly Ring[], kind: string, title = ""): Element {
    const turn = (ring: Ring): string => `M${ring.map((corner) => this.plane.spot(corner).map((value) => value.toFixed(1)).join(" ")).join("L")}Z`;
    const path = this.element("path", { d: rings.map(turn).join(""), class: kind });
    if (title) path.append(Object.assign(this.element("title", {}), { textContent: title }));
    return path;
  }

  private dot([x, y]: Spot, kind: string, radius: number): Element {
    return this.element("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: (radius * this.pixel).toFixed(2), class: kind });
  }

  private element(name: string, attributes: Record<string, string>): Element {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  private say(what: string, count = 0): void {
    const output = this.querySelector("output");
    if (output) output.textContent = (output.getAttribute(`data-${what}`) ?? "").replace("{count}", String(count));
  }
}
