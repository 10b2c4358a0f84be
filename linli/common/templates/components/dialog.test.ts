import { mount } from "@/mount";
import "./dialog";

beforeEach(() => {
  mount(`<dialog-box close-label="关闭"><details><summary>转办</summary><div class="sheet"><h2>转给谁</h2><input></div></details></dialog-box>`);
});

const dialog = () => document.querySelector("dialog")!;

test("the fold opens as a dialog with its title as name", () => {
  document.querySelector("summary")!.click();

  expect(dialog().open).toBe(true);
  expect(dialog().getAttribute("aria-label")).toBe("转给谁");
  expect(document.querySelector("details")!.open).toBe(false);
});

test("closing keeps what was typed", () => {
  document.querySelector("summary")!.click();
  document.querySelector("input")!.value = "环卫所";

  document.querySelector<HTMLButtonElement>(".shut")!.click();

  expect(dialog().open).toBe(false);
  expect(document.querySelector("input")!.value).toBe("环卫所");
});

test("a form that came back with an error stands open", () => {
  mount(`<dialog-box><details open><summary>转办</summary><div class="sheet"><h2>转给谁</h2></div></details></dialog-box>`);

  expect(dialog().open).toBe(true);
});
