import { mount } from "@/mount";
import "./copy-field";

const markup = `<copy-field><input value="110101199003077475" readonly><button type="button" hidden data-done="已复制">复制</button></copy-field>`;
const button = () => document.querySelector("button")!;
const tap = async () => {
  button().click();
  await new Promise((done) => setTimeout(done));
};

test("a tap copies the value and says so", async () => {
  const writeText = vi.fn(() => Promise.resolve());
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  mount(markup);

  await tap();

  expect(button().hidden).toBe(false);
  expect(writeText).toHaveBeenCalledWith("110101199003077475");
  expect(button().textContent).toBe("已复制");
});

test("where the page may not write into the clipboard the value is selected", async () => {
  vi.stubGlobal("navigator", { clipboard: { writeText: () => Promise.reject(new Error("no")) } });
  mount(markup);
  const select = vi.spyOn(document.querySelector("input")!, "select");

  await tap();

  expect(select).toHaveBeenCalledOnce();
});

test("without a clipboard there is no button", () => {
  vi.stubGlobal("navigator", {});
  mount(markup);

  expect(button().hidden).toBe(true);
});
