import { mount } from "@/mount";
import "./hall-display";

const NOON = Date.UTC(2026, 10, 30, 4, 0, 0);
const row = (mark: string, number: string): string => `<p data-mark="${mark}" data-number="${number}" data-window="3">${number}</p>`;
const said: string[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2031, 0, 1) });
  said.length = 0;
  localStorage.clear();
  vi.stubGlobal("SpeechSynthesisUtterance", class {
    lang = "";
    rate = 1;
    constructor(public text: string) {}
  });
  vi.stubGlobal("speechSynthesis", { speak: (spoken: { text: string }) => said.push(spoken.text) });
  document.documentElement.lang = "zh-Hans";
  mount(`<hall-display data-url="/now/" data-mark='"a"' data-seconds="4" data-moment="${NOON}" data-zone="Asia/Shanghai" data-say="请 {number} 号到 {window} 号窗口">
    <time data-clock></time><p data-gone hidden data-words="{time}"></p><main data-part>${row("x-1", "A001")}</main>
    <button data-chime aria-pressed="false" hidden></button><button data-speech aria-pressed="false" hidden></button></hall-display>`);
});
afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

const answer = (body: string): Response => new Response(body, { status: 200, headers: { ETag: '"b"', "X-Now": String(NOON + 61_000) } });
const fresh = (): string[] => [...document.querySelectorAll(".fresh")].map((one) => one.textContent!);

test("its clock is the server's, whatever the device thinks", async () => {
  expect(document.querySelector("[data-clock]")!.textContent).toBe("12:00");

  vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(answer(row("x-1", "A001")))));
  await vi.advanceTimersByTimeAsync(5000);

  expect(document.querySelector("[data-clock]")!.textContent).toBe("12:01");
  expect(fresh()).toEqual([]); // what was there already is no new call
});

test("a new call is heard as two tones, once the tap that lets sound out was made", async () => {
  const tones: number[] = [];
  const loudest: number[] = [];
  let resumed = 0;
  const level = { setValueAtTime: () => undefined, exponentialRampToValueAtTime: (value: number) => loudest.push(value) };
  vi.stubGlobal("AudioContext", class {
    state = "suspended";
    currentTime = 0;
    destination = {};
    resume = async (): Promise<void> => { resumed += 1; this.state = "running"; };
    close = async (): Promise<void> => undefined;
    createGain = () => ({ gain: level, connect: (to: unknown) => to });
    createOscillator = () => {
      const frequency = { value: 0 };
      return { frequency, connect: (to: unknown) => to, start: () => tones.push(frequency.value), stop: () => undefined };
    };
  });
  const shown = document.querySelector("hall-display")!;
  shown.remove();
  document.body.append(shown); // it wakes again, where there is sound now
  vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(answer(row("z-1", "A013") + row("x-1", "A001")))));

  document.querySelector<HTMLButtonElement>("[data-chime]")!.click();
  await vi.advanceTimersByTimeAsync(0);
  expect([resumed, tones.length]).toEqual([1, 2]); // the tap itself is heard, so that nobody waits for a silent one
  await vi.advanceTimersByTimeAsync(4000);

  expect(tones.length).toBe(4);
  expect(Math.max(...loudest)).toBeGreaterThan(0.2);
});

test("a new call breathes and is said digit by digit, only where that is switched on", async () => {
  vi.stubGlobal("fetch", vi.fn().mockResolvedValueOnce(answer(row("y-1", "A012") + row("x-1", "A001"))).mockResolvedValueOnce(answer(row("y-2", "A012"))));

  await vi.advanceTimersByTimeAsync(4000);
  expect([fresh(), said]).toEqual([["A012"], []]);
  document.querySelector<HTMLButtonElement>("[data-speech]")!.click();
  await vi.advanceTimersByTimeAsync(4000);

  expect([fresh(), said]).toEqual([["A012"], ["请 A 0 1 2 号到 3 号窗口"]]); // called again, it is said again
  expect(localStorage.getItem("linli-display-speech")).toBe("on");
});
