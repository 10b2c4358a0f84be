import type { Deed, Matter } from "@/field/day";
import type { App, Session } from "@/field/session";
import { offerVoice } from "@/field/screens/voice";
import { Writing } from "@/field/screens/writing";
import { fill, slot } from "@/field/views";

/** One deed of a matter; a photo is asked for where the procedure asks, with the reason. */
export async function deedScreen(app: App, session: Session, matter: Matter, deed: Deed): Promise<HTMLElement> {
  const screen = app.views.copy("deed");
  fill(screen, { title: deed.title, matter: `${matter.number} · ${matter.title}`, ask: deed.ask, button: deed.title, why: deed.why });
  slot(screen, "photo-part").hidden = !deed.photo;
  slot<HTMLAnchorElement>(screen, "back").href = `#case/${matter.number}`;
  const form = slot<HTMLFormElement>(screen, "form");
  const draft = `draft:${deed.noun}:${matter.number}` as const;
  const voice = offerVoice(app, form);
  const writing = new Writing(app, session, form, draft, (fields, photos) => {
    if (deed.photo && photos.length === 0) return "photo-missing";
    if (deed.note && !fields["note"]?.trim()) return "note-missing";
    const heading = `${deed.title} · ${matter.title}`;
    return { deed: deed.noun, heading, matter: matter.number, seq: matter.seq, fields, photos, voice: voice() };
  });
  await writing.restore();
  return screen;
}
