import { mount } from "@/mount";
import "./kind-picker";

beforeEach(() => {
  mount(`<form><kind-picker><input type="search"><label><input type="radio" name="kind" value="01037">路灯异常</label></kind-picker></form>`);
});

const words = () => document.querySelector<HTMLInputElement>('input[type="search"]')!;

function press(key: string): boolean {
  return words().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

test("Enter asks for kinds and does not send the form", () => {
  const asked = vi.fn();
  words().addEventListener("search", asked);

  const untouched = press("Enter");

  expect(untouched).toBe(false);
  expect(asked).toHaveBeenCalledOnce();
});

test("the arrow steps into what was found", () => {
  press("ArrowDown");

  expect((document.activeElement as HTMLInputElement).value).toBe("01037");
});

test("a choice is told by its code", () => {
  const told = vi.fn((event: Event) => (event as CustomEvent<{ code: string }>).detail.code);
  document.addEventListener("kind-chosen", told, { once: true });

  document.querySelector('input[type="radio"]')!.dispatchEvent(new Event("change", { bubbles: true }));

  expect(told).toHaveReturnedWith("01037");
});
