import type { App } from "@/field/session";
import { fill, slot } from "@/field/views";
import { Recording, voiceType } from "@/field/voice";

/** The part of a form that records a voice note. Returns what was recorded, if anything, when it is asked. */
export function offerVoice(app: App, form: HTMLElement): () => Blob | null {
  const part = slot(form, "voice-part");
  const button = slot<HTMLButtonElement>(part, "voice-record");
  const said = slot(part, "voice-said");
  const kept = slot(part, "voice-kept");
  const type = voiceType();
  let note: Blob | null = null;
  let recording: Recording | null = null;
  part.hidden = !type;

  const show = (): void => {
    const player = slot<HTMLAudioElement>(part, "voice-player");
    if (player.src) URL.revokeObjectURL(player.src);
    if (note) player.src = URL.createObjectURL(note);
    else player.removeAttribute("src");
    kept.hidden = !note;
    button.hidden = Boolean(note);
    fill(part, { "voice-record": app.views.word(recording ? "voice-stop" : "voice-record") });
  };
  const ended = (made: Blob | null): void => {
    recording = null;
    note = made;
    said.textContent = made ? "" : app.views.word("voice-none");
    show();
  };
  button.addEventListener("click", () => {
    if (recording) return recording.stop();
    said.textContent = "";
    Recording.begin(type, ended).then(
      (begun) => {
        recording = begun;
        said.textContent = app.views.word("voice-running");
        show();
      },
      () => (said.textContent = app.views.word("voice-refused")),
    );
  });
  slot(part, "voice-remove").addEventListener("click", () => {
    note = null;
    show();
  });
  // Leaving the screen lets the microphone go.
  window.addEventListener("hashchange", () => recording?.stop(), { once: true });
  show();
  return () => note;
}
