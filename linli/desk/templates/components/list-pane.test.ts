import { mount } from "@/mount";
import "./list-pane";

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-keys="row"]')];

function swapped(row: HTMLElement): void {
  row.dispatchEvent(new CustomEvent("htmx:after:swap", { bubbles: true }));
}

beforeEach(() => {
  mount(`<div class="desk-body list"><list-pane><a href="#1" data-keys="row" aria-current="true">1</a>
    <a href="#2" data-keys="row">2</a><p>words</p></list-pane><main id="main" tabindex="-1"></main></div>`);
});

test("the row that was opened is the marked one", () => {
  swapped(rows()[1]!);

  expect(rows().map((row) => row.getAttribute("aria-current"))).toEqual([null, "true"]);
});

test("an opened case takes the place of the list where there is room for one only", () => {
  swapped(rows()[1]!);

  expect(document.querySelector(".desk-body")!.className).toBe("desk-body both");
});

test("what else is swapped leaves the marks alone", () => {
  swapped(document.querySelector("p")!);

  expect(rows().map((row) => row.getAttribute("aria-current"))).toEqual(["true", null]);
  expect(document.querySelector(".desk-body")!.className).toBe("desk-body list");
});
