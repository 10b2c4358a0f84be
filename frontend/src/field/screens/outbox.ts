import type { Happened, Like, Shown } from "@/field/outbox";
import type { App, Session } from "@/field/session";
import { fill, moment, slot } from "@/field/views";

const TONES = { waiting: "wait", sending: "act", delivered: "done", refused: "late", conflict: "soon" } as const;
const FAST = 120; // seconds a clock may be off before it is said

/** Everything written on this phone, with its state in plain words. */
export async function outboxScreen(app: App, session: Session): Promise<HTMLElement> {
  const screen = app.views.copy("outbox");
  const all = await session.outbox.shown();
  slot(screen, "items").replaceChildren(...all.map((one) => entry(app, session, one)));
  slot(screen, "empty").hidden = all.length > 0;
  const send = slot<HTMLButtonElement>(screen, "send");
  send.hidden = !all.some((one) => one.item.state === "waiting" || one.item.state === "sending");
  send.addEventListener("click", () => void app.sendNow());
  return screen;
}

function entry(app: App, session: Session, shown: Shown): HTMLElement {
  const { item, content, answer } = shown;
  const card = app.views.copy("entry");
  card.dataset["state"] = item.state;
  fill(card, {
    heading: content.heading, at: app.views.word("written", { at: moment(item.at) }),
    state: app.views.word(item.state === "delivered" && !answer?.number ? "state-delivered-plain" : `state-${item.state}`, { number: answer?.number ?? "" }),
    words: wordsOf(content.fields),
  });
  slot(card, "state").classList.add(TONES[item.state]);
  slot(card, "detail").textContent = item.state === "refused" ? (answer?.detail ?? "") : "";
  const off = answer?.clock_off ?? 0;
  slot(card, "clock").textContent =
    Math.abs(off) > FAST ? app.views.word(off > 0 ? "clock-fast" : "clock-slow", { minutes: Math.round(Math.abs(off) / 60) }) : "";
  const both = slot(card, "both");
  both.hidden = item.state !== "conflict";
  if (item.state === "conflict") {
    fill(card, { mine: wordsOf(content.fields), now: answer?.now ?? "" });
    slot(card, "meanwhile").replaceChildren(...(answer?.meanwhile ?? []).map((one) => happened(app, one)));
  }
  const alike = slot(card, "alike");
  alike.hidden = !answer?.alike?.length;
  slot(card, "likes").replaceChildren(...(answer?.alike ?? []).map((one) => like(app, one)));
  const again = slot<HTMLButtonElement>(card, "again");
  again.hidden = !(item.state === "refused" || (item.state === "conflict" && answer?.again));
  again.addEventListener("click", () => void session.outbox.again(shown).then(() => app.sendNow()));
  const away = slot<HTMLButtonElement>(card, "away");
  away.hidden = item.state === "waiting" || item.state === "sending";
  away.addEventListener("click", () => void session.outbox.putAway(item.id).then(() => app.go("#outbox")));
  return card;
}

const wordsOf = (fields: Record<string, string>): string =>
  fields["note"] ?? fields["words"] ?? fields["found"] ?? fields["reason"] ?? "";

function like(app: App, one: Like): HTMLElement {
  const row = app.views.copy("like");
  const link = slot<HTMLAnchorElement>(row, "link");
  link.textContent = `${one.title} · ${one.number}`;
  if (one.readable) link.href = `${app.addresses["cases"] ?? ""}${one.number}/`;
  else link.removeAttribute("href");
  return row;
}

function happened(app: App, one: Happened): HTMLElement {
  const row = app.views.copy("happened");
  fill(row, { title: one.title, when: `${moment(one.at)} · ${one.who}`, words: one.words });
  return row;
}
