/** The markup and the words of the app, which the page brings along in the reader's language. */
export class Views {
  constructor(private readonly root: HTMLElement) {}

  /** A fresh copy of a view. */
  copy(name: string): HTMLElement {
    const template = this.root.querySelector<HTMLTemplateElement>(`template[data-view="${name}"]`);
    const first = template?.content.firstElementChild;
    if (!first) throw new Error(`there is no view "${name}"`);
    return document.importNode(first, true) as HTMLElement;
  }

  /** A word, with what belongs into its braces. */
  word(name: string, values: Record<string, string | number> = {}): string {
    const template = this.root.querySelector<HTMLTemplateElement>("template[data-words]");
    const found = template?.content.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
    return Object.entries(values).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, String(value)), found);
  }
}

export function slot<Kind extends HTMLElement = HTMLElement>(view: HTMLElement, name: string): Kind {
  const found = view.querySelector<Kind>(`[data-slot="${name}"]`);
  if (!found) throw new Error(`there is no slot "${name}"`);
  return found;
}

export function fill(view: HTMLElement, words: Record<string, string>): void {
  for (const [name, text] of Object.entries(words)) slot(view, name).textContent = text;
}

/** A moment as it is read: the hour where it is today, the day as well where it is not. */
export function moment(text: string | number, at: Date = new Date()): string {
  const value = new Date(text);
  const hour = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "short" });
  return value.toDateString() === at.toDateString() ? hour.format(value) : `${day.format(value)} ${hour.format(value)}`;
}
