// What somebody has typed must outlive an expired session or a slip of the thumb. A form says that it is kept by
// data-draft="its name". Nothing leaves the browser tab, and what identifies a person is never written down.
const PREFIX = "linli-draft:";
const SENT = "linli-draft-sent";
const NEVER_TYPES = new Set(["password", "hidden", "file", "submit", "button", "radio", "checkbox"]);
const NEVER_NAMES = /password|secret|identity|id_number|passport|permit|token|code$/i;

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function mayKeep(control: Control): boolean {
  return (
    control.name !== "" &&
    !NEVER_TYPES.has(control.type) &&
    !NEVER_NAMES.test(control.name) &&
    control.closest("[data-private]") === null
  );
}

function controls(form: HTMLFormElement): Control[] {
  return [...form.querySelectorAll<Control>("input, textarea, select")].filter(mayKeep);
}

function write(form: HTMLFormElement, store: Storage): void {
  const kept = controls(form).map((control) => [control.name, control.value] as const);
  const text = JSON.stringify(Object.fromEntries(kept.filter(([, value]) => value !== "")));
  try {
    store.setItem(PREFIX + form.dataset["draft"], text);
  } catch {
    // A full or forbidden store only means that nothing is kept.
  }
}

function restore(form: HTMLFormElement, store: Storage): void {
  const text = store.getItem(PREFIX + form.dataset["draft"]);
  if (text === null) return;
  const kept = JSON.parse(text) as Record<string, string>;
  for (const control of controls(form)) {
    const value = kept[control.name];
    if (value !== undefined && control.value === "") control.value = value;
  }
  form.dispatchEvent(new CustomEvent("draft-restored", { bubbles: true }));
}

/** Forget a draft that was sent, unless the page that came is its own form again or one that holds drafts (sign-in, errors). */
function settle(page: Document, store: Storage): void {
  const sent = store.getItem(SENT);
  if (sent === null || page.querySelector("[data-draft-hold]")) return;
  store.removeItem(SENT);
  if (!page.querySelector(`form[data-draft="${CSS.escape(sent)}"]`)) store.removeItem(PREFIX + sent);
}

function forgetAll(store: Storage): void {
  Object.keys(store)
    .filter((key) => key.startsWith(PREFIX))
    .forEach((key) => store.removeItem(key));
}

/** Keep, restore and forget the drafts of a page. */
export function keepDrafts(page: Document, store: Storage): () => void {
  const begin = () => {
    settle(page, store);
    page.querySelectorAll<HTMLFormElement>("form[data-draft]").forEach((form) => restore(form, store));
  };
  const onInput = (event: Event) => {
    const form = (event.target as Control).form;
    if (form?.dataset["draft"]) write(form, store);
  };
  const onSubmit = (event: Event) => {
    const form = event.target as HTMLFormElement;
    if (form.hasAttribute("data-forget-drafts")) forgetAll(store);
    if (!form.dataset["draft"]) return;
    write(form, store);
    store.setItem(SENT, form.dataset["draft"]);
  };
  const onSwap = () => settle(page, store);
  begin();
  page.addEventListener("input", onInput);
  page.addEventListener("submit", onSubmit);
  page.addEventListener("htmx:after:swap", onSwap);
  return () => {
    page.removeEventListener("input", onInput);
    page.removeEventListener("submit", onSubmit);
    page.removeEventListener("htmx:after:swap", onSwap);
  };
}
