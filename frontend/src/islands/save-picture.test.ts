import { mount } from "@/mount";
import { standalone } from "./save-picture";

beforeEach(() => {
  mount(`<section class="panel"><svg id="screen-map" class="screen-map" viewBox="0 0 1000 900"><a href="/screen/1/"><path class="late" d="M0 0L9 9Z"/></a><text x="5" y="5">宏路 &amp; 周店</text></svg>
    <save-picture data-for="screen-map" data-words="存为图片"></save-picture></section>`);
});

const drawing = () => document.querySelector<SVGSVGElement>("#screen-map")!;

test("the button is there with its words", () => {
  expect(document.querySelector("save-picture button")!.textContent).toBe("存为图片");
});

test("the picture carries its note below the drawing and leaves the page as it was", () => {
  const before = drawing().outerHTML;

  const source = standalone(drawing(), "福清市 · 示意图，不得对外公布 14:02:10");

  expect(source).toContain("示意图，不得对外公布");
  expect(source).toContain('viewBox="0 0 1000 944"');
  expect(source).not.toContain("class=");
  expect(new DOMParser().parseFromString(source, "image/svg+xml").querySelector("parsererror")).toBeNull();
  expect(drawing().outerHTML).toBe(before);
});
