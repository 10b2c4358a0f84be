import { scaled } from "@/field/photos";
import { hasRoom, isFull } from "@/field/room";
import { openValue, sealValue } from "@/field/sealing";
import type { App, Session } from "@/field/session";
import type { Written } from "@/field/outbox";
import { slot } from "@/field/views";

const MOST_PHOTOS = 9;
const PAUSE = 400; // a draft is kept when the thumb rests

/** What the forms of report and deed do alike: keep a draft, take photos, put into the outbox, lose nothing. */
export class Writing {
  readonly photos: Blob[] = [];
  private timer = 0;

  constructor(
    private readonly app: App,
    private readonly session: Session,
    private readonly form: HTMLFormElement,
    private readonly draft: `draft:${string}`,
    private readonly written: (fields: Record<string, string>, photos: Blob[]) => Written | string,
  ) {
    form.addEventListener("input", () => {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.keep(), PAUSE);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.put();
    });
    form.querySelector<HTMLInputElement>("input[type=file]")?.addEventListener("change", (event) => {
      void this.take(event.target as HTMLInputElement);
    });
  }

  /** Bring back what was typed before the phone went off. */
  async restore(): Promise<Record<string, string>> {
    const sealed = await this.session.store.get(this.draft);
    if (!sealed) return {};
    const fields = await openValue<Record<string, string>>(this.session.key, this.draft, sealed);
    for (const [name, value] of Object.entries(fields)) {
      const control = this.form.elements.namedItem(name);
      if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement)
        control.value = value;
    }
    return fields;
  }

  say(text: string): void {
    slot(this.form, "error").textContent = text;
  }

  private fields(): Record<string, string> {
    const said = [...new FormData(this.form)].filter((pair): pair is [string, string] => typeof pair[1] === "string");
    return Object.fromEntries(said);
  }

  private async keep(): Promise<void> {
    try {
      await this.session.store.put(this.draft, await sealValue(this.session.key, this.draft, this.fields()));
    } catch (error) {
      if (isFull(error)) this.say(this.app.views.word("full-draft"));
    }
  }

  private async take(input: HTMLInputElement): Promise<void> {
    const files = [...(input.files ?? [])].slice(0, MOST_PHOTOS - this.photos.length);
    input.value = "";
    this.say("");
    if (files.length && !(await hasRoom())) this.say(this.app.views.word("nearly-full"));
    for (const file of files) {
      try {
        this.show(await scaled(file));
      } catch {
        this.say(this.app.views.word("no-photo"));
      }
    }
  }

  private show(photo: Blob): void {
    this.photos.push(photo);
    const shot = this.app.views.copy("shot");
    const image = slot<HTMLImageElement>(shot, "image");
    image.src = URL.createObjectURL(photo);
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    image.alt = this.app.views.word("photo", { number: this.photos.length });
    slot(shot, "remove").addEventListener("click", () => {
      this.photos.splice(this.photos.indexOf(photo), 1);
      shot.remove();
    });
    slot(this.form, "shots").append(shot);
  }

  private async put(): Promise<void> {
    const written = this.written(this.fields(), this.photos);
    if (typeof written === "string") return this.say(this.app.views.word(written));
    window.clearTimeout(this.timer);
    try {
      await this.session.outbox.add(written);
    } catch (error) {
      // The form stays as it is, photos and all: room can be made, then the same button tries again.
      return this.say(this.app.views.word(isFull(error) ? "full" : "not-kept"));
    }
    await this.session.store.remove(this.draft);
    this.app.go("#outbox");
    await this.app.sendNow();
  }
}
