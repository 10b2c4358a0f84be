const INLINED = ["display", "opacity", "fill", "stroke", "stroke-width", "stroke-linejoin", "paint-order", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline"];
const SCALE = 2;
const FOOT = 44;

/** A copy of the drawing with what the style sheet gives it written into it. */
export function inlined(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const from = [drawing, ...drawing.querySelectorAll<SVGElement>("*")];
  [copy, ...copy.querySelectorAll<SVGElement>("*")].forEach((node, at) => {
    const style = getComputedStyle(from[at]!);
    for (const name of INLINED) {
      const value = style.getPropertyValue(name);
      if (value) node.setAttribute(name, value);
    }
    node.removeAttribute("class");
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return copy;
}

/** The drawing as a file of its own, with its note below. */
export function standalone(drawing: SVGSVGElement, note: string): string {
  const copy = inlined(drawing);
  const [, , width, height] = (drawing.getAttribute("viewBox") ?? "0 0 1 1").split(" ").map(Number) as [number, number, number, number];
  copy.setAttribute("viewBox", `0 0 ${width} ${height + FOOT}`);
  copy.setAttribute("width", String(width * SCALE));
  copy.setAttribute("height", String((height + FOOT) * SCALE));
  const panel = getComputedStyle(drawing.parentElement ?? drawing);
  copy.prepend(shape("rect", { width: "100%", height: "100%", fill: panel.backgroundColor || "none" }));
  const words = shape("text", { x: "12", y: String(height + FOOT - 14), "font-size": "22", "font-family": "sans-serif", fill: panel.color });
  words.textContent = note;
  copy.append(words);
  return new XMLSerializer().serializeToString(copy);
}

function shape(name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** A drawing's source, ready to be drawn on a canvas. */
export async function imageOf(source: string): Promise<HTMLImageElement> {
  const picture = new Image();
  picture.src = URL.createObjectURL(new Blob([source], { type: "image/svg+xml" }));
  try {
    await picture.decode();
  } finally {
    URL.revokeObjectURL(picture.src);
  }
  return picture;
}

async function drawn(source: string): Promise<HTMLCanvasElement> {
  const picture = await imageOf(source);
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth;
  canvas.height = picture.naturalHeight;
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  return canvas;
}

/** When what is shown was read, as the page says it. */
export function moment(): string {
  return ["screen-day", "screen-read-at"].map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
}

/** Give a canvas to the reader as a file; it is made here and goes nowhere else. */
export async function keep(canvas: HTMLCanvasElement, name: string): Promise<void> {
  const blob = await new Promise<Blob>((done, failed) =>
    canvas.toBlob((made) => (made ? done(made) : failed(new Error("no picture"))), "image/png"),
  );
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A button that is there only where there is script: saves a drawing of the page as PNG, on this machine. */
class SavePicture extends HTMLElement {
  connectedCallback(): void {
    if (this.firstElementChild) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = this.dataset["words"] ?? "PNG";
    button.addEventListener("click", () => void this.save());
    this.append(button);
  }

  private async save(): Promise<void> {
    const drawing = document.getElementById(this.dataset["for"] ?? "");
    if (!(drawing instanceof SVGSVGElement)) return;
    const canvas = await drawn(standalone(drawing, `${this.dataset["note"] ?? ""} ${moment()}`.trim()));
    await keep(canvas, this.dataset["name"] ?? "linli.png");
  }
}

customElements.define("save-picture", SavePicture);
