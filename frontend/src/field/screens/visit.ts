import type { DueVisit } from "@/field/day";
import type { App, Session } from "@/field/session";
import { Writing } from "@/field/screens/writing";
import { fill, moment, slot } from "@/field/views";

/** A visit that is due: arrived, what was found; or why it is not made. Nothing of where the phone is. */
export async function visitScreen(app: App, session: Session, visit: DueVisit): Promise<HTMLElement> {
  const screen = app.views.copy("visit");
  fill(screen, { who: visit.who, place: visit.place });
  slot<HTMLAnchorElement>(screen, "page").href = visit.page;
  const said = slot(screen, "arrived-said");
  let arrived = 0;
  slot(screen, "arrived").addEventListener("click", () => {
    arrived = Date.now();
    said.textContent = app.views.word("arrived", { at: moment(arrived) });
  });
  const heading = `${app.views.word("visit")} · ${visit.who}`;
  const item = (deed: string, fields: Record<string, string>) => ({
    deed, heading, matter: "", seq: null, photos: [], fields: { consent: visit.id, ...fields },
  });
  const made = new Writing(app, session, slot<HTMLFormElement>(screen, "form"), `draft:visit:${visit.id}`, ({ found = "" }) => {
    if (!found.trim()) return "found-missing";
    const minutes = arrived ? String(Math.max(0, Math.round((Date.now() - arrived) / 60_000))) : "";
    return item("visit", { found, arrived_at: minutes });
  });
  new Writing(app, session, slot<HTMLFormElement>(screen, "declining"), `draft:visit-declined:${visit.id}`, ({ reason = "" }) =>
    reason.trim() ? item("visit-declined", { reason }) : "reason-missing",
  );
  await made.restore();
  return screen;
}
