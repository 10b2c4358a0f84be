import { MOST_BYTES, MOST_SECONDS, Recording, voiceType } from "@/field/voice";

class Recorder extends EventTarget {
  static last: Recorder;
  static size = 10;
  state = "inactive";
  static isTypeSupported = (type: string): boolean => type === "audio/mp4";
  constructor() {
    super();
    Recorder.last = this;
  }
  start(): void {
    this.state = "recording";
  }
  stop(): void {
    this.state = "inactive";
    this.dispatchEvent(Object.assign(new Event("dataavailable"), { data: new Blob([new Uint8Array(Recorder.size)]) }));
    this.dispatchEvent(new Event("stop"));
  }
}

const stopped = vi.fn();

function microphone(gives: boolean): void {
  vi.stubGlobal("MediaRecorder", Recorder);
  const stream = { getTracks: () => [{ stop: stopped }] };
  const getUserMedia = () => (gives ? Promise.resolve(stream) : Promise.reject(new DOMException("no", "NotAllowedError")));
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia } });
}

test("a phone without a recorder says so by an empty type", () => {
  vi.stubGlobal("MediaRecorder", undefined);

  expect(voiceType()).toBe("");
});

test("it records in what the phone can, ends after a minute and lets the microphone go", async () => {
  vi.useFakeTimers();
  microphone(true);
  const ended = vi.fn();

  expect(voiceType()).toBe("audio/mp4");
  await Recording.begin("audio/mp4", ended);
  vi.advanceTimersByTime(MOST_SECONDS * 1000);

  expect(Recorder.last.state).toBe("inactive");
  expect(stopped).toHaveBeenCalled();
  expect((ended.mock.calls[0]?.[0] as Blob).type).toBe("audio/mp4");
  vi.useRealTimers();
});

test("a note that is too large is none", async () => {
  microphone(true);
  Recorder.size = MOST_BYTES + 1;
  const ended = vi.fn();

  (await Recording.begin("audio/mp4", ended)).stop();

  expect(ended).toHaveBeenCalledWith(null);
  Recorder.size = 10;
});

test("without the right to the microphone it throws", async () => {
  microphone(false);

  await expect(Recording.begin("audio/mp4", vi.fn())).rejects.toThrow();
});
