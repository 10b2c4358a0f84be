import { mount } from "@/mount";
import "./hold-clock";

const NOON = Date.UTC(2026, 10, 30, 4, 0, 0) / 1000;
const show = (seconds: number): Element => {
  mount(`<hold-clock data-moment="${NOON}" data-until="${NOON + seconds}" data-minutes="{minutes} min" data-seconds="{seconds} s" data-over="over"><b data-left></b></hold-clock>`);
  return document.querySelector("[data-left]")!;
};

beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2031, 0, 1) })); // a device whose clock is years off
afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

test("what is left is counted by the server's clock, whatever the device thinks", async () => {
  const left = show(600);
  expect(left.textContent).toBe("10 min");

  await vi.advanceTimersByTimeAsync(60_000);
  expect(left.textContent).toBe("9 min");
  vi.setSystemTime(Date.UTC(2019, 0, 1)); // somebody sets it right, or wrong
  await vi.advanceTimersByTimeAsync(450_000);
  expect(left.textContent).toBe("90 s");
});

test("it says when the time has run out, and counts no further", async () => {
  const left = show(3);

  await vi.advanceTimersByTimeAsync(10_000);

  expect(left.textContent).toBe("over");
});
