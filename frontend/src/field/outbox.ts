import { sha256, sign } from "@/field/device";
import { open, openValue, seal, sealValue } from "@/field/sealing";
import type { Item, Phone, State, Store } from "@/field/store";
import { uuid7 } from "@/field/uuid7";

/** What somebody has written, before it is sealed. */
export interface Written {
  deed: string;
  heading: string; // what it is about, for the list
  matter: string; // its number; "" for a report
  seq: number | null; // of the matter, as it was when this was written
  fields: Record<string, string>;
  photos: Blob[];
  voice?: Blob | null;
}

/** What lies sealed in an item. The text is signed when it is written, and never changed after. */
export interface Content extends Omit<Written, "photos" | "voice"> {
  voiceType?: string;
  text: string;
  signature: string;
}

export interface Happened {
  at: string;
  who: string;
  title: string;
  words: string;
}

/** What the server said of it. */
export interface Answer {
  state: State;
  number?: string;
  code?: string;
  detail?: string;
  now?: string;
  seq?: number;
  again?: boolean;
  meanwhile?: Happened[];
  clock_off?: number;
  alike?: Like[];
}

/** A matter that was open already and looks the same. */
export interface Like {
  number: string;
  title: string;
  readable: boolean;
}

export interface Shown {
  item: Item;
  content: Content;
  answer: Answer | null;
}

/** How a round of sending ended: why it went no further, in a word that the page knows, with what the server said. */
export interface Round {
  end: "through" | "no-signal" | "signed-out" | "stopped" | "later";
  detail: string;
  code: string;
}

const THROUGH: Round = { end: "through", detail: "", code: "" };
const FINAL = new Set<unknown>(["delivered", "refused", "conflict"]);
// The phone itself is not taken; what was written is not at fault and stays waiting.
const OF_THE_PHONE = new Set<unknown>(["device_unknown", "device_foreign", "device_revoked"]);

/** What was written without signal, sealed, until the server has said what became of it. */
export class Outbox {
  private round: Promise<Round> | null = null;

  constructor(
    private readonly store: Store,
    private readonly phone: Phone,
    private readonly key: CryptoKey,
    private readonly address: string,
    private readonly changed: () => void = () => {},
  ) {}

  /** Put something written into the box; it is safe once this is done. Throws where the phone is full. */
  async add(written: Written, instead: string | null = null): Promise<string> {
    const id = uuid7();
    const bytes = await Promise.all(written.photos.map((photo) => photo.arrayBuffer()));
    const voice = written.voice ? await written.voice.arrayBuffer() : null;
    const text = JSON.stringify({
      v: 1, id, device: this.phone.device, deed: written.deed, case: written.matter, seq: written.seq,
      written_at: new Date().toISOString(), fields: written.fields, photos: await Promise.all(bytes.map(sha256)),
      ...(voice ? { voices: [await sha256(voice)] } : {}),
    });
    const { photos: _photos, voice: spoken, ...rest } = written;
    const content: Content = { ...rest, text, signature: await sign(this.phone.keys, text) };
    if (spoken) content.voiceType = spoken.type;
    const item: Item = {
      id, at: Date.now(), state: "waiting", content: await sealValue(this.key, id, content),
      photos: await Promise.all(bytes.map((one, place) => seal(this.key, `${id}:${place}`, one))),
      ...(voice ? { voice: await seal(this.key, `${id}:voice`, voice) } : {}),
    };
    await (instead ? this.store.replaceItem(instead, item) : this.store.putItem(item));
    this.changed();
    return id;
  }

  /** Everything in the box, newest first, opened. */
  async shown(): Promise<Shown[]> {
    const items = await this.store.items();
    items.sort((a, b) => (a.id < b.id ? 1 : -1));
    return Promise.all(
      items.map(async (item) => ({
        item,
        content: await openValue<Content>(this.key, item.id, item.content),
        answer: item.answer ? await openValue<Answer>(this.key, `${item.id}:answer`, item.answer) : null,
      })),
    );
  }

  /** Write it anew, against the matter as it stands now: the one who writes has seen what happened meanwhile. */
  async again({ item, content, answer }: Shown): Promise<void> {
    const seq = answer?.seq ?? content.seq;
    const voice = await this.voiceOf(item, content);
    await this.add({ ...content, seq, photos: await this.photosOf(item), voice }, item.id);
  }

  async putAway(id: string): Promise<void> {
    await this.store.removeItem(id);
    this.changed();
  }

  /** Send what waits, oldest first, one after the other. Two calls at the same time are one round. */
  send(): Promise<Round> {
    this.round ??= this.sendAll().finally(() => (this.round = null));
    return this.round;
  }

  private async sendAll(): Promise<Round> {
    // "sending" is what a phone that was switched off in the middle has left: the same number is sent again.
    const items = (await this.store.items()).filter((item) => item.state === "waiting" || item.state === "sending");
    items.sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const item of items) {
      await this.mark(item, "sending");
      const ended = await this.sendOne(item).catch(async (error: unknown) => {
        await this.mark(item, "waiting");
        throw error;
      });
      if (ended) {
        await this.mark(item, "waiting");
        return ended;
      }
    }
    return THROUGH;
  }

  private async sendOne(item: Item): Promise<Round | null> {
    const content = await openValue<Content>(this.key, item.id, item.content);
    const body = new FormData();
    body.append("envelope", content.text);
    body.append("signature", content.signature);
    body.append("sent_at", String(Date.now()));
    for (const photo of await this.photosOf(item)) body.append("photos", photo, "photo.jpg");
    const voice = await this.voiceOf(item, content);
    if (voice) body.append("voices", voice, "voice");
    const headers = { "X-CSRFToken": token(), Accept: "application/json" };
    let response: Response;
    let said: Record<string, unknown>;
    try {
      response = await fetch(this.address, { method: "POST", body, headers, redirect: "manual", credentials: "same-origin" });
      if (response.type === "opaqueredirect") return { end: "signed-out", detail: "", code: "" };
      said = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    } catch {
      return { end: "no-signal", detail: "", code: "" };
    }
    if (FINAL.has(said["state"])) {
      await this.settle(item, said as unknown as Answer);
      return null;
    }
    const detail = String(said["detail"] ?? "");
    const code = String(said["title"] ?? "");
    if (said["state"] === "stopped" && OF_THE_PHONE.has(code)) return { end: "stopped", detail, code };
    if (said["state"] === "stopped" && response.status < 500) {
      await this.settle(item, { state: "refused", code, detail });
      return null;
    }
    return { end: response.status === 403 ? "signed-out" : "later", detail: "", code: "" };
  }

  private async settle(item: Item, answer: Answer): Promise<void> {
    item.answer = await sealValue(this.key, `${item.id}:answer`, answer);
    if (answer.state === "delivered") {
      item.photos = []; // they are there now, and room is scarce here
      delete item.voice;
    }
    await this.mark(item, answer.state);
  }

  private async mark(item: Item, state: State): Promise<void> {
    item.state = state;
    await this.store.putItem(item);
    this.changed();
  }

  private async voiceOf(item: Item, content: Content): Promise<Blob | null> {
    if (!item.voice) return null;
    return new Blob([await open(this.key, `${item.id}:voice`, item.voice)], { type: content.voiceType ?? "" });
  }

  private photosOf(item: Item): Promise<Blob[]> {
    const opened = item.photos.map((photo, place) => open(this.key, `${item.id}:${place}`, photo));
    return Promise.all(opened.map(async (bytes) => new Blob([await bytes], { type: "image/jpeg" })));
  }
}

/** The token of the form, from its cookie: it changes when somebody signs in, and what waits was written before. */
export function token(): string {
  return /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}
