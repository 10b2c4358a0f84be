/** The worker that lets the app open without signal, and its successors, each of which waits until it may. */
export class Updating {
  private registration: ServiceWorkerRegistration | null = null;
  private asked = false;

  constructor(private readonly waiting: () => void) {}

  async begin(address: string): Promise<void> {
    if (!navigator.serviceWorker) return;
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (this.asked) location.reload(); // only when we asked: the first worker takes over a page that is in use
    });
    try {
      this.registration = await navigator.serviceWorker.register(address, { updateViaCache: "none" });
    } catch {
      return; // without signal the worker of before is there already
    }
    this.registration.addEventListener("updatefound", () => this.watch(this.registration?.installing ?? null));
    this.watch(this.registration.installing);
    if (this.isWaiting) this.waiting();
  }

  /** Whether a new version is there and has not been let in. */
  get isWaiting(): boolean {
    return Boolean(this.registration?.waiting && navigator.serviceWorker.controller);
  }

  takeOver(): void {
    this.asked = true;
    this.registration?.waiting?.postMessage("take-over");
  }

  private watch(worker: ServiceWorker | null): void {
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && this.isWaiting) this.waiting();
    });
  }
}
