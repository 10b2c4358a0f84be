import { here } from "@/field/here";
import { findKinds, type Kind } from "@/field/kinds";
import type { App, Session } from "@/field/session";
import { offerVoice } from "@/field/screens/voice";
import { Writing } from "@/field/screens/writing";
import { slot } from "@/field/views";

const SURE = 100; // metres; beyond that a point may fall in the wrong grid

/** Report what one sees: photo, kind, place, a few words. `given` is a kind that the way here has named. */
export async function reportScreen(app: App, session: Session, given: string): Promise<HTMLElement> {
  const screen = app.views.copy("report");
  const form = slot<HTMLFormElement>(screen, "form");
  const voice = offerVoice(app, form);
  const writing = new Writing(app, session, form, "draft:report", (fields, photos) => {
    if (!fields["kind"]) return "kind-missing";
    const isComplaint = fields["kind"].startsWith("C");
    const isSure = Number(fields["accuracy"] || SURE + 1) <= SURE;
    if (!isComplaint && !fields["area"] && !fields["address"]?.trim() && !isSure) return "place-missing";
    if (!fields["words"]?.trim()) return "words-missing";
    const { kind_words: _words, ...rest } = fields;
    return { deed: "report", heading: nameOf(session.kinds, fields["kind"]), matter: "", seq: null, fields: rest, photos, voice: voice() };
  });
  offerPlaces(session, slot<HTMLSelectElement>(screen, "places"));
  const choose = offerKinds(app, session, screen);
  offerHere(app, screen);
  const chosen = (await writing.restore())["kind"];
  if (given || chosen) choose(given || (chosen ?? ""));
  return screen;
}

function offerPlaces(session: Session, select: HTMLSelectElement): void {
  // None is chosen beforehand: what is chosen holds, and a point elsewhere would be overruled by it unseen.
  for (const [code, name] of session.day?.places ?? []) select.append(new Option(name, code));
}

function nameOf(kinds: readonly Kind[], code: string): string {
  const found = kinds.find((kind) => kind[0] === code);
  if (!found) return code;
  return document.documentElement.lang === "en" && found[2] ? found[2] : found[1];
}

function offerKinds(app: App, session: Session, screen: HTMLElement): (code: string) => void {
  const words = slot<HTMLInputElement>(screen, "kind-words");
  const list = slot(screen, "kinds");
  const show = (codes: string[], chosen: string) => {
    const choices = codes.map((code) => {
      const choice = app.views.copy("kind");
      const input = slot<HTMLInputElement>(choice, "input");
      input.value = code;
      input.checked = code === chosen;
      slot(choice, "title").textContent = nameOf(session.kinds, code);
      return choice;
    });
    list.replaceChildren(...choices);
  };
  const find = () => {
    const chosen = list.querySelector<HTMLInputElement>("input:checked")?.value ?? "";
    const found = findKinds(session.kinds, words.value).map((kind) => kind[0]);
    show(chosen && !found.includes(chosen) ? [chosen, ...found] : found, chosen);
  };
  words.addEventListener("input", find);
  return (code) => show([code], code);
}

function offerHere(app: App, screen: HTMLElement): void {
  const said = slot(screen, "here-said");
  const set = (name: string, value: string) => {
    const input = screen.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    if (input) input.value = value;
  };
  slot(screen, "here").addEventListener("click", () => {
    said.textContent = app.views.word("looking");
    here().then(
      ({ lon, lat, metres }) => {
        set("longitude", lon.toFixed(6));
        set("latitude", lat.toFixed(6));
        set("accuracy", String(metres));
        said.textContent = app.views.word(metres <= SURE ? "found" : "unsure", { metres });
      },
      () => (said.textContent = app.views.word("no-place")),
    );
  });
}
