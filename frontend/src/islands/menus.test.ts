import { closeMenus } from "./menus";

let stop: () => void;

beforeEach(() => {
  document.body.innerHTML = `<details class="menu" open><summary>大字</summary><p>1</p></details><main>text</main>`;
  stop = closeMenus(document);
});
afterEach(() => stop());

const menu = () => document.querySelector("details")!;

test("a click elsewhere closes the menu", () => {
  document.querySelector("main")!.click();

  expect(menu().open).toBe(false);
});

test("a click inside leaves it open", () => {
  menu().querySelector("p")!.click();

  expect(menu().open).toBe(true);
});

test("Escape closes it and gives the focus back", () => {
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));

  expect(menu().open).toBe(false);
  expect(document.activeElement).toBe(menu().querySelector("summary"));
});
