import { imageOf, inlined, keep, moment } from "./save-picture";

const SCALE = 2;
const FOOT = 40;
const LEFT_OUT = ".no-print, .unseen, .seal, script, template";

/** One piece of a text that stands on one line, where the browser has put it. */
export interface Piece {
  text: string;
  left: number;
  top: number;
  height: number;
}

/** A text taken apart by lines: characters of the same height belong together. */
export function piecesOf(node: Text): Piece[] {
  const range = document.createRange();
  const found: Piece[] = [];
  for (let at = 0; at < node.length; at++) {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const box = range.getClientRects()[0];
    if (!box || box.width === 0) continue;
    const last = found.at(-1);
    if (last && Math.abs(last.top - box.top) < 2) last.text += node.data[at];
    else found.push({ text: node.data[at]!, left: box.left, top: box.top, height: box.height });
  }
  return found;
}

/** Draws a part of the page as it stands on the screen: grounds, lines, drawings, texts. Nothing is fetched for it. */
class Sheet {
  private readonly pen: CanvasRenderingContext2D;
  private readonly origin: DOMRect;
  readonly canvas = document.createElement("canvas");

  constructor(private readonly root: HTMLElement) {
    this.origin = root.getBoundingClientRect();
    this.canvas.width = Math.ceil(this.origin.width * SCALE);
    this.canvas.height = Math.ceil((this.origin.height + FOOT) * SCALE);
    this.pen = this.canvas.getContext("2d")!;
    this.pen.scale(SCALE, SCALE);
    this.pen.fillStyle = getComputedStyle(document.body).backgroundColor;
    this.pen.fillRect(0, 0, this.canvas.width, this.canvas.height);
    this.pen.translate(-this.origin.left, -this.origin.top);
  }

  async draw(note: string): Promise<HTMLCanvasElement> {
    await this.element(this.root);
    const style = getComputedStyle(this.root);
    this.pen.font = `${style.fontSize} ${style.fontFamily}`;
    this.pen.fillStyle = style.color;
    this.pen.textBaseline = "middle";
    this.pen.fillText(note, this.origin.left + 16, this.origin.bottom + FOOT / 2, this.origin.width - 32);
    return this.canvas;
  }

  private async element(element: Element): Promise<void> {
    if (element.matches(LEFT_OUT)) return;
    const style = getComputedStyle(element);
    if (style.display === "none" || style.visibility === "hidden") return;
    if (element instanceof SVGSVGElement) return this.drawing(element);
    const box = element.getBoundingClientRect();
    this.ground(box, style);
    const cuts = style.overflowX === "hidden" || style.overflowX === "clip";
    if (cuts) {
      this.pen.save();
      this.pen.beginPath();
      this.pen.rect(box.left, box.top, box.width, box.height);
      this.pen.clip();
    }
    for (const child of element.childNodes) {
      if (child instanceof Text) this.text(child, style);
      else if (child instanceof Element) await this.element(child);
    }
    if (cuts) this.pen.restore();
  }

  private ground(box: DOMRect, style: CSSStyleDeclaration): void {
    const lines = ["Top", "Bottom"].map((side) => parseFloat(style.getPropertyValue(`border-${side.toLowerCase()}-width`)) || 0);
    const isRing = lines[0]! > 0 && lines[1]! > 0;
    this.pen.beginPath();
    this.pen.roundRect(box.left, box.top, box.width, box.height, parseFloat(style.borderTopLeftRadius) || 0);
    this.pen.fillStyle = style.backgroundColor;
    this.pen.fill();
    this.pen.lineWidth = 1;
    if (isRing) {
      this.pen.strokeStyle = style.borderTopColor;
      this.pen.stroke();
    } else if (lines[1]! > 0) {
      this.pen.fillStyle = style.borderBottomColor;
      this.pen.fillRect(box.left, box.bottom - lines[1]!, box.width, lines[1]!);
    }
  }

  private text(node: Text, style: CSSStyleDeclaration): void {
    if (!node.data.trim()) return;
    this.pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    this.pen.fillStyle = style.color;
    this.pen.textBaseline = "middle";
    for (const piece of piecesOf(node)) this.pen.fillText(piece.text, piece.left, piece.top + piece.height / 2);
  }

  private async drawing(drawing: SVGSVGElement): Promise<void> {
    const box = drawing.getBoundingClientRect();
    if (!box.width || !box.height) return;
    const copy = inlined(drawing);
    copy.setAttribute("width", String(box.width * SCALE));
    copy.setAttribute("height", String(box.height * SCALE));
    const image = await imageOf(new XMLSerializer().serializeToString(copy));
    this.pen.drawImage(image, box.left, box.top, box.width, box.height);
  }
}

/** A button that is there only where there is script: saves the whole screen as PNG, on this machine. */
class SaveScreen extends HTMLElement {
  connectedCallback(): void {
    if (this.firstElementChild) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = this.dataset["words"] ?? "PNG";
    button.addEventListener("click", () => void this.save());
    this.append(button);
  }

  private async save(): Promise<void> {
    const root = document.getElementById(this.dataset["for"] ?? "");
    if (!root) return;
    const note = `${this.dataset["note"] ?? ""} ${moment()}`.trim();
    await keep(await new Sheet(root).draw(note), this.dataset["name"] ?? "linli.png");
  }
}

customElements.define("save-screen", SaveScreen);
