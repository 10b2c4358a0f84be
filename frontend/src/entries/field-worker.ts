/// <reference lib="webworker" />
// Opens the field app without signal. It keeps the app's own page and files, and nothing of any matter: what a phone
// keeps of those lies sealed in its store, where this worker cannot read it.
interface Told {
  version: string;
  app: string;
  kinds: string;
  files: string[];
}

const worker = self as unknown as ServiceWorkerGlobalScope & { LINLI_FIELD: Told };
const { version, app, kinds, files } = worker.LINLI_FIELD;
const PREFIX = "linli-field-";
const CACHE = PREFIX + version;
const PATIENCE = 2_500; // milliseconds: then the page that is kept is as good

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([app, kinds, ...files])));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith(PREFIX) && name !== CACHE))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  );
});

// A new version stays outside until the page says that nothing is under way.
worker.addEventListener("message", (event) => {
  if (event.data === "take-over") void worker.skipWaiting();
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(address.pathname === app ? appPage(request) : anyPage(request));
  else if (address.pathname === kinds) event.respondWith(fresh(request, kinds));
  else if (files.includes(address.pathname)) event.respondWith(kept(address.pathname).then((found) => found ?? fetch(request)));
});

async function kept(path: string): Promise<Response | undefined> {
  const cache = await caches.open(CACHE);
  return cache.match(path, { ignoreVary: true, ignoreSearch: true });
}

/** The app's own page: as it is now, in the language of now, if it is of this version; else as it is kept. */
async function appPage(request: Request): Promise<Response> {
  const found = await kept(app);
  if (!found) return fetch(request);
  try {
    const answer = await fetch(app, { signal: AbortSignal.timeout(PATIENCE), credentials: "same-origin" });
    if (!answer.ok || answer.headers.get("Linli-Version") !== version) return found;
    await (await caches.open(CACHE)).put(app, answer.clone());
    return answer;
  } catch {
    return found;
  }
}

/** Any other page of the field: from the network; without one, the app opens in its place. */
async function anyPage(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return (await kept(app)) ?? Response.error();
  }
}

async function fresh(request: Request, path: string): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok) await (await caches.open(CACHE)).put(path, answer.clone());
    return answer;
  } catch {
    return (await kept(path)) ?? Response.error();
  }
}

export {};
