import { newKeys, publicText } from "@/field/device";
import { token } from "@/field/outbox";
import { keyOf, newSalt, sealValue } from "@/field/sealing";
import type { App } from "@/field/session";
import { type Phone, Store } from "@/field/store";
import { slot } from "@/field/views";
import { MARK } from "@/islands/field-leave";

export const CHECK = "check";
const LEAST_PIN = 6;

/** Enrol this phone: a key that cannot leave it, and a PIN that nobody else knows. */
export function startScreen(app: App, unlocked: (store: Store, phone: Phone, key: CryptoKey) => void): HTMLElement {
  const view = app.views.copy("start");
  const form = slot<HTMLFormElement>(view, "form");
  const error = slot(view, "error");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = new FormData(form);
    const pin = String(said.get("pin"));
    const wrong = !/^\d+$/.test(pin) || pin.length < LEAST_PIN ? "pin-short" : pin !== said.get("again") ? "pin-differs" : "";
    error.textContent = wrong ? app.views.word(wrong) : "";
    if (wrong) return;
    void enrol(app, String(said.get("name")), pin).then(
      ([store, phone, key]) => unlocked(store, phone, key),
      (fault: unknown) => (error.textContent = fault instanceof Told ? fault.message : app.views.word("enrol-failed")),
    );
  });
  return view;
}

class Told extends Error {}

async function enrol(app: App, name: string, pin: string): Promise<[Store, Phone, CryptoKey]> {
  const keys = await newKeys();
  const body = new URLSearchParams({ name, key: await publicText(keys) });
  const headers = { "X-CSRFToken": token(), Accept: "application/json" };
  const response = await fetch(app.addresses["enrol"] ?? "", { method: "POST", body, headers, redirect: "manual" });
  if (response.type === "opaqueredirect") throw new Told(app.views.word("sign-in-first"));
  if (response.status !== 201) throw new Told(app.views.word("enrol-failed"));
  const { device, account } = (await response.json()) as { device: string; account: string };
  const salt = newSalt();
  const key = await keyOf(pin, salt);
  const phone: Phone = { device, account, name, keys, salt, check: await sealValue(key, CHECK, "open") };
  const store = await Store.open();
  await store.put("phone", phone);
  localStorage.setItem(MARK, "1"); // so that a sign-out elsewhere knows that something is kept here
  void navigator.storage?.persist?.(); // asked, so that the browser does not make room by throwing away what waits
  return [store, phone, key];
}
