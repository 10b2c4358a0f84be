import { mount } from "@/mount";
import "./near-me";

const markup = `<near-me hidden><form action="/centres/"><input name="longitude"><input name="latitude"><button>附近</button><p role="status" hidden>没有位置</p></form></near-me>`;
const form = () => document.querySelector("form")!;
const tap = async () => {
  form().dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  await new Promise((done) => setTimeout(done));
};

test("a tap sends where the browser is", async () => {
  const coords = { longitude: 119.289061234, latitude: 25.7, accuracy: 12 };
  vi.stubGlobal("navigator", { geolocation: { getCurrentPosition: (found: (at: object) => void) => found({ coords }) } });
  mount(markup);
  const sent = vi.spyOn(form(), "submit").mockImplementation(() => {});

  await tap();

  expect(document.querySelector<HTMLElement>("near-me")!.hidden).toBe(false);
  expect([...document.querySelectorAll("input")].map((input) => input.value)).toEqual(["119.28906", "25.70000"]);
  expect(sent).toHaveBeenCalledOnce();
});

test("where the browser does not say, that is said and nothing is sent", async () => {
  vi.stubGlobal("navigator", { geolocation: { getCurrentPosition: (_: unknown, failed: () => void) => failed() } });
  mount(markup);
  const sent = vi.spyOn(form(), "submit").mockImplementation(() => {});

  await tap();

  expect(document.querySelector<HTMLElement>("[role=status]")!.hidden).toBe(false);
  expect(sent).not.toHaveBeenCalled();
});

test("without a place to ask it stays hidden", () => {
  vi.stubGlobal("navigator", {});
  mount(markup);

  expect(document.querySelector<HTMLElement>("near-me")!.hidden).toBe(true);
});
