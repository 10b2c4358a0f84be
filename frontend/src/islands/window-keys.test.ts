import { mount } from "@/mount";
import "./window-keys";

const pressed: string[] = [];

beforeEach(() => {
  pressed.length = 0;
  mount(`<window-keys><button data-key="N">next</button><input id="typing"><details><summary data-key="T">on</summary><select id="to"></select></details></window-keys>`);
  document.querySelector("button")!.addEventListener("click", () => pressed.push("N"));
});
afterEach(() => document.body.replaceChildren());

const press = (key: string, on: Element = document.body, more: KeyboardEventInit = {}): boolean =>
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));

test("the key on a button presses it once, also in capitals; not while typing, held down or with another key", () => {
  press("n");
  press("N");
  press("n", document.getElementById("typing")!);
  press("n", document.body, { repeat: true });
  press("n", document.body, { ctrlKey: true });
  press("x");

  expect(pressed).toEqual(["N", "N"]);
});

test("the key of a fold opens it and leads into it", () => {
  press("t");

  expect(document.querySelector("details")!.open).toBe(true);
  expect(document.activeElement?.id).toBe("to");
});
