import { mount } from "@/mount";
import "./speak";

class Ear {
  static last: Ear;
  lang = "";
  onresult: ((event: unknown) => void) | null = null;
  onend: (() => void) | null = null;
  constructor() {
    Ear.last = this;
  }
  start(): void {}
  stop(): void {
    this.onend?.();
  }
}

const FIELD = `<textarea id="text">三盏路灯</textarea><speak-field for="text" hidden><button aria-pressed="false" data-stop="停">说</button><output></output></speak-field>`;
const element = () => document.querySelector<HTMLElement>("speak-field")!;
const text = () => document.querySelector("textarea")!;

test("what is heard is added to what stands there, and told as typed", () => {
  vi.stubGlobal("webkitSpeechRecognition", Ear);
  mount(FIELD);
  const typed = vi.fn();
  text().addEventListener("input", typed);

  document.querySelector("button")!.click();
  Ear.last.onresult?.({ results: [[{ transcript: "都不亮" }]] });

  expect(text().value).toBe("三盏路灯都不亮");
  expect(typed).toHaveBeenCalledOnce();
});

test("a second tap stops listening", () => {
  vi.stubGlobal("webkitSpeechRecognition", Ear);
  mount(FIELD);
  const button = document.querySelector("button")!;

  button.click();
  button.click();

  expect(button.getAttribute("aria-pressed")).toBe("false");
});

test("where the browser cannot listen, nothing is offered", () => {
  mount(FIELD);

  expect(element().hidden).toBe(true);
});
