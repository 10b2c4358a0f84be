import { afterEach, beforeEach, expect, test, vi } from "vitest";
import "./kiosk-reset";

const assign = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  assign.mockReset();
  vi.stubGlobal("location", { assign });
  Object.defineProperty(window, "location", { value: { assign }, configurable: true, writable: true });
  document.body.innerHTML = '<kiosk-reset data-url="/kiosk/here/" data-seconds="120"></kiosk-reset>';
});

afterEach(() => {
  document.body.innerHTML = "";
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("it goes back when nobody has touched it, and only then", () => {
  vi.advanceTimersByTime(119_000);
  window.dispatchEvent(new Event("pointerdown"));
  vi.advanceTimersByTime(119_000);
  expect(assign).not.toHaveBeenCalled();

  vi.advanceTimersByTime(1_000);
  expect(assign).toHaveBeenCalledExactlyOnceWith("/kiosk/here/");
});

test("once it is gone it does nothing", () => {
  document.querySelector("kiosk-reset")!.remove();
  vi.advanceTimersByTime(500_000);
  expect(assign).not.toHaveBeenCalled();
});
