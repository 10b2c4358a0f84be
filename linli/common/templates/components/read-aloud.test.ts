import { mount } from "@/mount";
import "./read-aloud";

class Utterance {
  lang = "";
  rate = 1;
  onend: () => void = () => {};
  onerror: () => void = () => {};
  constructor(readonly text: string) {}
}

const spoken: Utterance[] = [];
const voice = { speak: (words: Utterance) => spoken.push(words), cancel: vi.fn() };

beforeEach(() => {
  spoken.length = 0;
  vi.stubGlobal("speechSynthesis", voice);
  vi.stubGlobal("SpeechSynthesisUtterance", Utterance);
  document.documentElement.lang = "zh-Hans";
  mount(`<p id="text">维修班已出发。</p><read-aloud for="text" hidden><button aria-pressed="false" data-stop="停">朗读</button></read-aloud>`);
});

const button = () => document.querySelector("button")!;

test("the text is read in the language of the page", () => {
  button().click();

  expect([spoken[0]?.text, spoken[0]?.lang]).toEqual(["维修班已出发。", "zh-CN"]);
  expect([button().textContent, button().getAttribute("aria-pressed")]).toEqual(["停", "true"]);
});

test("the button returns to rest at the end", () => {
  button().click();

  spoken[0]?.onend();

  expect([button().textContent, button().getAttribute("aria-pressed")]).toEqual(["朗读", "false"]);
});

test("a second tap stops the voice", () => {
  button().click();
  button().click();

  expect(spoken).toHaveLength(1);
  expect(button().getAttribute("aria-pressed")).toBe("false");
});
