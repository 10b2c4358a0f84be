import { CHECK } from "@/field/screens/start";
import { keyOf, openValue } from "@/field/sealing";
import type { App } from "@/field/session";
import type { Phone, Store } from "@/field/store";
import { fill, slot } from "@/field/views";

const FREE_TRIES = 5;
const FIRST_PAUSE = 30_000;

/** Ask for the PIN. After five wrong ones each try costs twice the pause of the one before. */
export function lockedScreen(app: App, store: Store, phone: Phone, unlocked: (key: CryptoKey) => void): HTMLElement {
  const view = app.views.copy("locked");
  fill(view, { name: phone.name });
  const form = slot<HTMLFormElement>(view, "form");
  const error = slot(view, "error");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void tryPin(app, store, phone, String(new FormData(form).get("pin"))).then(
      (key) => unlocked(key),
      (fault: Error) => {
        error.textContent = fault.message;
        form.reset();
      },
    );
  });
  return view;
}

async function tryPin(app: App, store: Store, phone: Phone, pin: string): Promise<CryptoKey> {
  const tries = (await store.get("tries")) ?? { count: 0, until: 0 };
  const wait = Math.ceil((tries.until - Date.now()) / 1000);
  if (wait > 0) throw new Error(app.views.word("pin-wait", { seconds: wait }));
  // Counted before it is tried: a page that is closed in the middle has used up its try.
  const count = tries.count + 1;
  const pause = count > FREE_TRIES ? FIRST_PAUSE * 2 ** (count - FREE_TRIES - 1) : 0;
  await store.put("tries", { count, until: Date.now() + pause });
  const key = await keyOf(pin, phone.salt);
  try {
    await openValue(key, CHECK, phone.check);
  } catch {
    throw new Error(app.views.word("pin-wrong"));
  }
  await store.put("tries", { count: 0, until: 0 });
  return key;
}
