import { mount } from "@/mount";
import "./linli-screen";

const PANELS = (value: string): string =>
  `<section id="panel-today"><h2>今天</h2><a href="/desk/cases/?view=late">${value}</a></section><section id="panel-feed"><p>刚刚</p></section>`;

function answer(status: number, body = "", moment = "14:02:40", mark = '"b"'): Response {
  return new Response(status === 304 ? null : body, { status, headers: { ETag: mark, "X-Read-At": moment } });
}

beforeEach(() => {
  vi.useFakeTimers();
  mount(`<linli-screen data-url="/screen/350181/figures/" data-mark='"a"' data-wall-seconds="30" data-seconds="60">
    <b id="screen-read-at">14:02:10</b><p id="screen-stale" hidden data-words="数据停在此刻"></p><main>${PANELS("9")}</main></linli-screen>`);
});
afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

const text = (id: string): string => document.getElementById(id)!.textContent!;
const tick = (seconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(seconds * 1000);

test("it asks once a minute with the mark of what it shows, and takes the moment where nothing has changed", async () => {
  const asked = vi.fn(() => Promise.resolve(answer(304)));
  vi.stubGlobal("fetch", asked);
  const feed = document.getElementById("panel-feed");

  await tick(59);
  expect(asked).not.toHaveBeenCalled();
  await tick(1);

  expect(asked).toHaveBeenCalledWith("/screen/350181/figures/", expect.objectContaining({ headers: { "If-None-Match": '"a"' } }));
  expect(text("screen-read-at")).toBe("14:02:40");
  expect(document.getElementById("panel-feed")).toBe(feed);
});

test("on a wall it asks every half minute", async () => {
  const asked = vi.fn(() => Promise.resolve(answer(304)));
  vi.stubGlobal("fetch", asked);
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  await tick(60);
  asked.mockClear();

  await tick(60);

  expect(asked).toHaveBeenCalledTimes(2);
});

test("only what has changed is exchanged, and the focus stays", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(answer(200, PANELS("9"))));
  await tick(60);
  const feed = document.getElementById("panel-feed");
  document.querySelector<HTMLElement>("a")!.focus();
  vi.stubGlobal("fetch", () => Promise.resolve(answer(200, PANELS("10"))));

  await tick(60);

  expect(document.querySelector("a")!.textContent).toBe("10");
  expect(document.activeElement).toBe(document.querySelector("a"));
  expect(document.getElementById("panel-feed")).toBe(feed);
});

test("without an answer it says that it is stale, and takes that back with the next answer", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("away")));
  await tick(60);
  expect(document.getElementById("screen-stale")!.hidden).toBe(false);
  expect(text("screen-stale")).toBe("数据停在此刻");
  expect(text("screen-read-at")).toBe("14:02:10");

  vi.stubGlobal("fetch", () => Promise.resolve(answer(304)));
  await tick(60);

  expect(document.getElementById("screen-stale")!.hidden).toBe(true);
});

test("an answer that is no figures, such as the door, leaves the page stale", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(answer(403, "no")));

  await tick(60);

  expect(document.getElementById("screen-stale")!.hidden).toBe(false);
  expect(text("panel-today")).toContain("9");
});
