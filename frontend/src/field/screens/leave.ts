import { token } from "@/field/outbox";
import type { App } from "@/field/session";
import { Store, unsent, wipe } from "@/field/store";
import { fill, slot } from "@/field/views";

/** Sign out: everything leaves the phone with it, so it asks first where something has not been sent. */
export async function leaveScreen(app: App): Promise<HTMLElement> {
  const screen = app.views.copy("leave");
  const count = await unsent();
  fill(screen, { waiting: count ? app.views.word("leave-waiting", { count }) : app.views.word("leave-empty") });
  slot(screen, "send").hidden = count === 0;
  const leave = slot<HTMLButtonElement>(screen, "leave");
  leave.textContent = app.views.word(count ? "leave-all-the-same" : "leave");
  leave.addEventListener("click", () => {
    leave.disabled = true;
    void goAway(app).catch(() => {
      leave.disabled = false;
      slot(screen, "error").textContent = app.views.word("leave-no-signal");
    });
  });
  return screen;
}

// First the server, then the phone: where the server cannot be reached, nothing has happened yet.
async function goAway(app: App): Promise<void> {
  const store = app.session?.store ?? (await Store.open());
  const phone = await store.get("phone");
  const headers = { "X-CSRFToken": token(), Accept: "application/json" };
  const post = (address = "") => fetch(address, { method: "POST", headers, redirect: "manual" });
  if (phone) await post(app.addresses["stop"]?.replace("00000000-0000-0000-0000-000000000000", phone.device));
  await post(app.addresses["signOut"]);
  app.session = null;
  store.close();
  await wipe();
  location.assign(app.addresses["signIn"] ?? "/");
}
