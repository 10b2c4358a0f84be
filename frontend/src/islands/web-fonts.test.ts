import { hasChineseFont, loadWebFonts } from "./web-fonts";

const box = () => "▯";
const glyph = (character: string) => character;

beforeEach(() => {
  document.head.innerHTML = '<meta name="web-fonts" content="/static/fonts.css">';
});

test("two characters drawn alike mean that there is no Chinese font", () => {
  expect(hasChineseFont(box)).toBe(false);
  expect(hasChineseFont(glyph)).toBe(true);
});

test("a machine without a Chinese font gets ours", () => {
  // The test's browser fetches nothing: the link is looked at where it would be put.
  const append = vi.spyOn(document.head, "append").mockImplementation(() => {});

  loadWebFonts(document, box);

  expect(append).toHaveBeenCalledTimes(1);
  expect((append.mock.calls[0]?.[0] as HTMLLinkElement).getAttribute("href")).toBe("/static/fonts.css");
  expect(document.cookie).toContain("linli_fonts=web");
});

test("a machine with a Chinese font is sent nothing", () => {
  loadWebFonts(document, glyph);

  expect(document.querySelector("link")).toBeNull();
});
