import { type DueVisit, type Matter, metresTo, ordered, type Point, toneOf } from "@/field/day";
import { here } from "@/field/here";
import type { App } from "@/field/session";
import { fill, moment, slot } from "@/field/views";

let view = "due";
let point: Point | null = null;

/** My grid today, from what the phone keeps. */
export function todayScreen(app: App): HTMLElement {
  const screen = app.views.copy("today");
  const day = app.session?.day ?? null;
  fill(screen, { at: day ? app.views.word("as-of", { at: moment(day.at) }) : app.views.word("no-day") });
  screen.querySelectorAll<HTMLButtonElement>("[data-show]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset["show"] === view));
    button.addEventListener("click", () => void choose(app, button.dataset["show"] ?? "due"));
  });
  slot(screen, "refresh").addEventListener("click", () => void app.refresh());
  const rows = ordered(day?.matters ?? [], view, point);
  slot(screen, "lines").replaceChildren(...rows.map((matter) => line(app, matter)));
  slot(screen, "empty").hidden = rows.length > 0;
  const visits = day?.visits ?? [];
  slot(screen, "visits-part").hidden = visits.length === 0;
  slot(screen, "visits").replaceChildren(...visits.map((visit) => visitLine(app, visit)));
  return screen;
}

async function choose(app: App, name: string): Promise<void> {
  if (name === "near") {
    app.say("looking");
    try {
      point = await here();
      app.say("found", { metres: (point as Point & { metres: number }).metres });
    } catch {
      return app.say("no-place");
    }
  }
  view = name;
  app.go("#today");
}

function visitLine(app: App, visit: DueVisit): HTMLElement {
  const row = app.views.copy("door");
  const link = slot<HTMLAnchorElement>(row, "link");
  link.textContent = `${visit.who} · ${visit.place}`;
  link.href = `#visit/${visit.id}`;
  return row;
}

function line(app: App, matter: Matter): HTMLElement {
  const row = app.views.copy("line");
  const metres = view === "near" && point ? metresTo(matter, point) : null;
  const away = metres === null ? matter.place : app.views.word("away", { metres: Math.round(metres / 10) * 10 });
  const tone = toneOf(matter);
  fill(row, { title: matter.title, meta: `${matter.number} · ${away}`, tag: dueWords(app, matter) });
  slot(row, "tag").classList.add(tone);
  slot<HTMLAnchorElement>(row, "link").href = `#case/${matter.number}`;
  return row;
}

export function dueWords(app: App, matter: Matter): string {
  const tone = toneOf(matter);
  if (tone === "wait") return app.views.word("paused");
  return tone === "late" ? app.views.word("overdue") : moment(matter.due_at);
}
