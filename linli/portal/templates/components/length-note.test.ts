import { mount } from "@/mount";
import "./length-note";

const NOTE = `<form><textarea id="id_words"></textarea><length-note for="id_words" most="10" data-words="{n}/{most}"
  data-over="{n}/{most}, {over} too many" hidden><output></output></length-note></form>`;

const note = () => document.querySelector<HTMLElement>("length-note")!;

function type(text: string): void {
  const field = document.querySelector("textarea")!;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

beforeEach(() => mount(NOTE));

test("a short text is left alone", () => {
  type("灯不亮");

  expect(note().hidden).toBe(true);
});

test("a rare character counts as one", () => {
  type("𠮷".repeat(6));

  expect(note().hidden).toBe(false);
  expect(note().textContent).toBe("6/10");
});

test("what is too long says by how much", () => {
  type("一".repeat(12));

  expect(note().textContent).toBe("12/10, 2 too many");
});
