export const MOST_SECONDS = 60;
export const MOST_BYTES = 1_000_000;
const BITS = 24_000; // a second: speech, a minute of it under 200 KB
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

/** The type this phone records in; "" where it cannot record at all. */
export function voiceType(): string {
  if (typeof MediaRecorder === "undefined" || !navigator.mediaDevices?.getUserMedia) return "";
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? "";
}

/** One voice note: asked for at a tap, a minute at most. The microphone is let go the moment it ends. */
export class Recording {
  private readonly parts: Blob[] = [];
  private timer = 0;

  private constructor(
    private readonly recorder: MediaRecorder,
    private readonly stream: MediaStream,
  ) {}

  /** Throws where the phone does not give the microphone. */
  static async begin(type: string, ended: (note: Blob | null) => void): Promise<Recording> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const recording = new Recording(new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS }), stream);
    recording.recorder.addEventListener("dataavailable", (event) => recording.parts.push(event.data));
    recording.recorder.addEventListener("stop", () => ended(recording.note(type)));
    recording.recorder.start();
    recording.timer = window.setTimeout(() => recording.stop(), MOST_SECONDS * 1000);
    return recording;
  }

  stop(): void {
    window.clearTimeout(this.timer);
    if (this.recorder.state !== "inactive") this.recorder.stop();
    this.stream.getTracks().forEach((track) => track.stop());
  }

  private note(type: string): Blob | null {
    const note = new Blob(this.parts, { type: type.split(";")[0] ?? type });
    return note.size > 0 && note.size <= MOST_BYTES ? note : null;
  }
}
