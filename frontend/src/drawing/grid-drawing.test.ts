import { GridDrawing } from "@/drawing/grid-drawing";
import { mount } from "@/mount";

customElements.define("grid-drawing", GridDrawing);

const ring = [[119.37, 25.72], [119.38, 25.72], [119.38, 25.73], [119.37, 25.73], [119.37, 25.72]];
const ground = { grid: "1", border: [], shapes: [{ code: "1", name: "第一网格", rings: [ring] }] };

function open(deed = "split", points = ""): void {
  mount(`<form>${["split", "edge", "new"].map((one) => `<input type="radio" name="deed" value="${one}"${one === deed ? " checked" : ""}>`).join("")}
    <grid-drawing><script type="application/json">${JSON.stringify(ground)}</script><div data-canvas></div>
    <button type="button" data-do="undo"></button><button type="button" data-do="anew"></button><button type="button" data-do="closer"></button>
    <output data-put="点：{count}" data-undone="撤回" data-moved="动：{count}" data-held="拿起" data-no-corner="没有"></output></grid-drawing>
    <textarea name="points">${points}</textarea></form>`);
}

const svg = () => document.querySelector<SVGSVGElement>("grid-drawing svg")!;
const field = () => document.querySelector<HTMLTextAreaElement>("textarea")!;
const said = () => document.querySelector("output")!.textContent;
const rows = () => field().value.split("\n").filter(Boolean);

function press(...keys: string[]): void {
  for (const key of keys) svg().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, shiftKey: true }));
}

const choose = (deed: string) => {
  const input = document.querySelector<HTMLInputElement>(`input[value=${deed}]`)!;
  input.checked = true;
  input.dispatchEvent(new Event("change", { bubbles: true }));
};

test("points set by keyboard stand in the field, and the last is taken back", () => {
  open();

  press("Enter", "ArrowRight", "ArrowRight", "Enter");
  expect(rows().length).toBe(2);
  expect(rows()[0]).toMatch(/^119\.37\d+ 25\.72\d+$/);
  expect(said()).toBe("点：2");

  press("Backspace");
  expect(rows().length).toBe(1);
  document.querySelector<HTMLButtonElement>("[data-do=undo]")!.click();
  expect(field().value).toBe("");
  expect(said()).toBe("撤回");
});

test("what was typed is drawn", () => {
  open("split", "119.369 25.725\n119.381 25.725");

  expect(document.querySelectorAll("circle.drawn").length).toBe(2);
  expect(document.querySelector("polyline.drawn")).not.toBeNull();
  field().value = "119.37, 25.72";
  field().dispatchEvent(new Event("change", { bubbles: true }));
  expect(document.querySelectorAll("circle.drawn").length).toBe(1);
});

test("a corner is taken up and put down by keyboard, and its move stands in the field", () => {
  open("edge");
  press("Enter");
  expect(said()).toBe("没有"); // the middle of the grid is no corner

  const seen = svg().getAttribute("viewBox")!;
  press(...Array.from({ length: 40 }, () => "ArrowRight"), ...Array.from({ length: 40 }, () => "ArrowDown"));
  expect(svg().getAttribute("viewBox")).toBe(seen);
  // From the corner of the drawing to the margin where the grid's own corner lies.
  press("ArrowLeft", "ArrowLeft", "ArrowUp", "ArrowUp");
  press("Enter");
  if (said() === "没有") press("ArrowLeft", "Enter");
  expect(said()).toBe("拿起");
  press("ArrowUp", "Enter");

  expect(rows().length).toBe(1);
  expect(rows()[0]!.split(" ").length).toBe(4);
});

test("another deed begins anew", () => {
  open();
  press("Enter");

  choose("new");

  expect(field().value).toBe("");
});
