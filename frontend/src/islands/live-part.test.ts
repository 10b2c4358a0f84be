import { mount } from "@/mount";
import "./live-part";

const NOON = Date.UTC(2026, 10, 30, 4, 0, 0); // 12:00 in Shanghai

function answer(status: number, body = "", later = 0, mark = '"b"'): Response {
  return new Response(status === 304 ? null : body, { status, headers: { ETag: mark, "X-Now": String(NOON + later) } });
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2031, 0, 1) }); // the device's own clock is years ahead
  mount(`<live-part data-url="/now/" data-mark='"a"' data-seconds="15" data-moment="${NOON}" data-zone="Asia/Shanghai">
    <div data-part><b>3</b></div><p data-gone hidden data-words="No connection since {time}"></p></live-part>`);
});
afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

const shown = (): string => document.querySelector("[data-part]")!.textContent!;
const gone = (): HTMLElement => document.querySelector<HTMLElement>("[data-gone]")!;
const tick = (seconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(seconds * 1000);

test("it asks with the mark of what it shows, leaves it where nothing changed and exchanges it where something did", async () => {
  const asked = vi.fn().mockResolvedValueOnce(answer(304)).mockResolvedValueOnce(answer(200, "<b>2</b>", 30_000, '"c"'));
  vi.stubGlobal("fetch", asked);

  await tick(14);
  expect(asked).not.toHaveBeenCalled();
  await tick(1);
  expect(asked).toHaveBeenLastCalledWith("/now/", expect.objectContaining({ headers: { "If-None-Match": '"a"' } }));
  expect(shown()).toBe("3");
  await tick(15);
  expect(shown()).toBe("2");
});

test("without an answer it says since when by the server's clock, and takes it back by itself", async () => {
  const asked = vi.fn().mockResolvedValueOnce(answer(304, "", 60_000)).mockRejectedValueOnce(new TypeError("no network"));
  asked.mockResolvedValueOnce(answer(503)).mockResolvedValue(answer(304, "", 120_000));
  vi.stubGlobal("fetch", asked);

  await tick(15);
  expect(gone().hidden).toBe(true);
  await tick(15);
  expect([gone().hidden, gone().textContent]).toEqual([false, "No connection since 12:01"]);
  await tick(15);
  expect([gone().hidden, gone().textContent]).toEqual([false, "No connection since 12:01"]);
  await tick(15);
  expect(gone().hidden).toBe(true);
  expect(asked).toHaveBeenCalledTimes(4);
});
