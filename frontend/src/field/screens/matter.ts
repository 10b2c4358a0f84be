import type { Head, Matter } from "@/field/day";
import { toneOf } from "@/field/day";
import { dueWords } from "@/field/screens/today";
import type { App } from "@/field/session";
import { fill, slot } from "@/field/views";

/** One matter as the phone keeps it, with what can be done to it without signal. */
export function matterScreen(app: App, matter: Matter): HTMLElement {
  const screen = app.views.copy("matter");
  fill(screen, {
    title: matter.title, number: `${matter.number} · ${matter.state}`, tag: dueWords(app, matter),
    words: matter.words, place: matter.place,
  });
  slot(screen, "tag").classList.add(toneOf(matter));
  const doors = matter.deeds.map((deed) => {
    const door = app.views.copy("door");
    const link = slot<HTMLAnchorElement>(door, "link");
    link.textContent = deed.title;
    link.href = `#deed/${matter.number}/${deed.noun}`;
    return door;
  });
  slot(screen, "deeds").replaceChildren(...doors);
  slot(screen, "nothing").hidden = doors.length > 0;
  slot(screen, "heads").replaceChildren(...(app.session?.day?.heads ?? []).map((head) => helper(app, head)));
  slot(screen, "no-heads").hidden = (app.session?.day?.heads.length ?? 0) > 0;
  slot<HTMLAnchorElement>(screen, "page").href = `${app.addresses["cases"] ?? ""}${matter.number}/`;
  return screen;
}

function helper(app: App, head: Head): HTMLElement {
  const card = app.views.copy("head");
  fill(card, { name: head.name, office: head.office });
  const call = slot<HTMLAnchorElement>(card, "call");
  call.href = `tel:${head.telephone.replaceAll(" ", "") || "12345"}`;
  call.textContent = head.telephone ? app.views.word("call", { number: head.telephone }) : app.views.word("call-hotline");
  return card;
}
