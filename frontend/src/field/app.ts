import type { Day } from "@/field/day";
import type { Kind } from "@/field/kinds";
import { Outbox, type Round } from "@/field/outbox";
import { deedScreen } from "@/field/screens/deed";
import { leaveScreen } from "@/field/screens/leave";
import { lockedScreen } from "@/field/screens/locked";
import { matterScreen } from "@/field/screens/matter";
import { outboxScreen } from "@/field/screens/outbox";
import { reportScreen } from "@/field/screens/report";
import { startScreen } from "@/field/screens/start";
import { todayScreen } from "@/field/screens/today";
import { visitScreen } from "@/field/screens/visit";
import { openValue, sealValue } from "@/field/sealing";
import type { App, Session } from "@/field/session";
import { type Phone, Store, unsent } from "@/field/store";
import { Updating } from "@/field/updating";
import { slot, Views } from "@/field/views";

const MINUTE = 60_000; // nothing is asked of the network by itself more often than this
const LOCK_AFTER = 10 * MINUTE; // out of sight

/** The app that works without signal: one page, which asks for the PIN once and holds the key until it is left. */
export class FieldApp extends HTMLElement implements App {
  views!: Views;
  session: Session | null = null;
  private updating!: Updating;
  private timer = 0;
  private hiddenAt = 0;
  private refreshedAt = 0;

  connectedCallback(): void {
    this.views = new Views(this);
    this.updating = new Updating(() => void this.onUpdate());
    window.addEventListener("hashchange", this.onHash);
    window.addEventListener("online", this.onOnline);
    document.addEventListener("visibilitychange", this.onVisible);
    this.timer = window.setInterval(() => void this.beat(), MINUTE);
    void this.updating.begin(this.dataset["worker"] ?? "");
    void this.show();
  }

  disconnectedCallback(): void {
    window.removeEventListener("hashchange", this.onHash);
    window.removeEventListener("online", this.onOnline);
    document.removeEventListener("visibilitychange", this.onVisible);
    window.clearInterval(this.timer);
  }

  get addresses(): DOMStringMap {
    return this.dataset;
  }

  go(hash: string): void {
    if (location.hash === hash) void this.show();
    else location.hash = hash;
  }

  say(word: string, values: Record<string, string | number> = {}): void {
    slot(this, "status").textContent = word ? this.views.word(word, values) : "";
  }

  /** Send what waits, and say how far it went. */
  async sendNow(): Promise<void> {
    if (!this.session) return;
    if ((await unsentNow(this.session.store)) > 0) {
      this.say("sending");
      this.tell(await this.session.outbox.send());
    }
    await this.onSent();
  }

  /** Fetch today anew and keep it sealed. */
  async refresh(): Promise<void> {
    const session = this.session;
    if (!session) return;
    this.refreshedAt = Date.now();
    try {
      const response = await fetch(this.dataset["day"] ?? "", { redirect: "manual" });
      if (response.type === "opaqueredirect") return this.say("signed-out");
      if (!response.ok) return this.say("later");
      const day = (await response.json()) as Day;
      if (day.account !== session.phone.account) return this.say("other-account");
      session.day = day;
      await session.store.put("day", await sealValue(session.key, "day", day));
      if (location.hash === "#today" || location.hash === "") await this.show();
    } catch {
      this.say("no-signal");
    }
  }

  private tell(round: Round): void {
    if (round.end === "stopped") {
      slot(this, "status").textContent = round.detail;
      if (round.code === "device_revoked") void this.stopped(round.detail);
    } else this.say(round.end === "through" ? "all-through" : round.end);
  }

  /** The phone was stopped from the desk: what it keeps of others goes, what its holder has written stays to be read. */
  private async stopped(detail: string): Promise<void> {
    if (!this.session) return;
    this.session.day = null;
    this.session.phone.stopped = detail;
    await this.session.store.remove("day");
    await this.session.store.put("phone", this.session.phone);
    await this.show();
  }

  private async show(): Promise<void> {
    const screen = await this.screen();
    slot(this, "screen").replaceChildren(screen);
    document.querySelectorAll<HTMLAnchorElement>(".portal-nav a").forEach((link) => {
      if (link.hash === (location.hash || "#today")) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    screen.querySelector<HTMLElement>("h1")?.focus();
    await this.count();
  }

  private async screen(): Promise<HTMLElement> {
    const [name = "", number = "", noun = ""] = this.asked().split("/");
    if (name === "leave") return leaveScreen(this);
    const session = this.session;
    if (!session) return this.door();
    const matter = session.day?.matters.find((one) => one.number === number);
    if (name === "outbox") return outboxScreen(this, session);
    if (name === "report") return reportScreen(this, session, number);
    if (name === "case" && matter) return matterScreen(this, matter);
    const visit = session.day?.visits?.find((one) => one.id === number);
    if (name === "visit" && visit) return visitScreen(this, session, visit);
    const deed = matter?.deeds.find((one) => one.noun === noun);
    if (name === "deed" && matter && deed) return deedScreen(this, session, matter, deed);
    if (name === "case" || name === "deed" || name === "visit") this.say("not-kept-here");
    return todayScreen(this);
  }

  /** Where the app is: by its own address, or by the page that was asked for when there was no signal. */
  private asked(): string {
    if (location.hash) return decodeURIComponent(location.hash.slice(1));
    const found = /\/cases\/([^/]+)\//.exec(location.pathname);
    if (found?.[1]) return `case/${found[1]}`;
    return location.pathname.endsWith("/report/") ? "report" : "today";
  }

  private async door(): Promise<HTMLElement> {
    const store = await Store.open();
    const phone = await store.get("phone");
    this.offerLeaving(phone !== undefined);
    if (!phone) {
      store.close();
      return startScreen(this, (opened, enrolled, key) => void this.unlock(opened, enrolled, key));
    }
    return lockedScreen(this, store, phone, (key) => void this.unlock(store, phone, key));
  }

  /** A phone that keeps nothing has nothing to leave. */
  private offerLeaving(isOffered: boolean): void {
    const entry = document.querySelector('.portal-nav a[href="#leave"]')?.closest("li");
    if (entry) entry.hidden = !isOffered;
  }

  private async unlock(store: Store, phone: Phone, key: CryptoKey): Promise<void> {
    this.offerLeaving(true);
    const outbox = new Outbox(store, phone, key, this.dataset["deliver"] ?? "", () => void this.count());
    const sealed = await store.get("day");
    const day = sealed ? await openValue<Day>(key, "day", sealed) : null;
    this.session = { store, phone, key, outbox, day, kinds: await this.kinds() };
    await this.show();
    this.say(phone.stopped ? "stopped" : "");
    if (phone.stopped) return;
    await this.refresh();
    await this.sendNow();
  }

  private async kinds(): Promise<Kind[]> {
    try {
      const response = await fetch(this.dataset["kinds"] ?? "");
      return ((await response.json()) as { kinds: Kind[] }).kinds;
    } catch {
      return [];
    }
  }

  private async count(): Promise<void> {
    const waiting = this.session ? await unsentNow(this.session.store) : 0;
    document.querySelectorAll<HTMLElement>("[data-count]").forEach((mark) => {
      mark.textContent = waiting ? String(waiting) : "";
    });
    if (location.hash === "#outbox" && this.session) await this.redraw(this.session);
  }

  private async redraw(session: Session): Promise<void> {
    const screen = await outboxScreen(this, session);
    if (location.hash === "#outbox") slot(this, "screen").replaceChildren(screen);
  }

  private async beat(): Promise<void> {
    if (document.hidden || !this.session || this.session.phone.stopped) return;
    if ((await unsentNow(this.session.store)) > 0) await this.sendNow();
  }

  private readonly onHash = (): void => void this.show();

  private readonly onOnline = (): void => {
    this.say("");
    void this.sendNow().then(() => {
      if (Date.now() - this.refreshedAt > MINUTE) return this.refresh();
      return undefined;
    });
  };

  private readonly onVisible = (): void => {
    if (document.hidden) this.hiddenAt = Date.now();
    else if (this.session && Date.now() - this.hiddenAt > LOCK_AFTER && !this.querySelector("[data-slot=screen] form"))
      location.reload(); // the key goes with the page
    else void this.beat();
  };

  private async onUpdate(): Promise<void> {
    const isFree = (await unsent()) === 0 && !this.querySelector("[data-slot=screen] form[data-writing]");
    const note = slot(this, "update");
    note.replaceChildren();
    if (isFree && !this.session) return this.updating.takeOver();
    const view = this.views.copy("update");
    slot(view, "words").textContent = this.views.word(isFree ? "update-ready" : "update-waits");
    const button = slot<HTMLButtonElement>(view, "take");
    button.hidden = !isFree;
    button.addEventListener("click", () => this.updating.takeOver());
    note.replaceChildren(view);
  }

  private async onSent(): Promise<void> {
    if (this.updating.isWaiting) await this.onUpdate();
  }
}

async function unsentNow(store: Store): Promise<number> {
  return (await store.items()).filter((item) => item.state === "waiting" || item.state === "sending").length;
}
