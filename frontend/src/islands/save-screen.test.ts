import { mount } from "@/mount";
import { piecesOf } from "./save-screen";

test("the button is there with its words", () => {
  mount('<main id="main"></main><save-screen data-for="main" data-words="整屏存为图片"></save-screen>');

  expect(document.querySelector("save-screen button")!.textContent).toBe("整屏存为图片");
});

test("a text is taken apart where the browser has broken it", () => {
  mount("<p id='words'>宏路街道</p>");
  const node = document.querySelector("#words")!.firstChild as Text;
  // The test's browser lays nothing out: two lines of two characters, as a real one would.
  Range.prototype.getClientRects = function () {
    const line = Math.floor(this.startOffset / 2);
    return [{ left: 10 * (this.startOffset % 2), top: 20 * line, width: 10, height: 18 }] as unknown as DOMRectList;
  };

  expect(piecesOf(node)).toEqual([
    { text: "宏路", left: 0, top: 0, height: 18 },
    { text: "街道", left: 0, top: 20, height: 18 },
  ]);
});
