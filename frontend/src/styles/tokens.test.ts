import css from "./tokens.css?raw";

type Palette = Record<string, string>;

function palette(selector: string): Palette {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf("}", start));
  return Object.fromEntries([...block.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]));
}

const light = palette(":root");
const dark = { ...light, ...palette(':root[data-theme="dark"]') };
const darkBySystem = { ...light, ...palette(':root:not([data-theme="light"])') };

// WCAG 2.2, relative luminance and contrast ratio.
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = channels.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

const GROUNDS = ["paper", "paper-2", "paper-3", "surface", "indigo-2"];
const TEXT: [string, string[]][] = [
  ["ink", GROUNDS],
  ["ink-2", GROUNDS],
  ["ink-3", GROUNDS],
  ["indigo", GROUNDS],
  ["indigo-deep", GROUNDS],
  ["on-indigo", ["indigo", "indigo-deep"]],
  ["on-seal", ["seal"]],
  ["paper", ["ink"]],
  ["late", ["late-2", "paper", "surface"]],
  ["amber", ["amber-2", "paper", "surface"]],
  ["bamboo", ["bamboo-2", "paper", "surface"]],
  ["smoke", ["smoke-2", "paper", "surface"]],
  ["ink", ["late-2", "amber-2", "bamboo-2", "smoke-2"]],
  ["indigo", ["late-2", "amber-2", "bamboo-2"]],
  ["on-screen", ["screen", "screen-2"]],
  ["on-screen-2", ["screen", "screen-2"]],
  ["on-screen", ["map-0", "map-1", "map-2", "map-3", "map-4", "map-soon", "map-late"]],
];

describe.each([
  ["light", light],
  ["dark", dark],
])("%s", (_name, colours) => {
  test.each(TEXT)("%s can be read on every ground it stands on", (text, grounds) => {
    const weak = grounds.filter((ground) => contrast(colours[text]!, colours[ground]!) < 4.5);

    expect(weak).toEqual([]);
  });

  test("the frame of a field stands out from what is around it", () => {
    const weak = ["paper", "surface", "paper-2"].filter((ground) => contrast(colours["edge"]!, colours[ground]!) < 3);

    expect(weak).toEqual([]);
  });
});

test("dark by the reader's choice is dark by the system's", () => {
  expect(Object.keys(dark).length).toBeGreaterThan(20);
  expect(darkBySystem).toEqual(dark);
});

test("the largest text is at least 30 px and its targets at least 60 px", () => {
  const largest = css.slice(css.indexOf(':root[data-text="2"]'));
  const number = (name: string) => Number(new RegExp(`--${name}: ([0-9.]+)`).exec(largest)?.[1]);

  expect(number("t-small") * 16 * number("scale")).toBeGreaterThanOrEqual(30);
  expect(number("chosen-target")).toBeGreaterThanOrEqual(60);
});
