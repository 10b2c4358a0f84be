const LEAST = 20 * 1024 * 1024; // bytes: some dozen photos as we scale them

/** Whether the phone still has room for photos. A browser that does not tell is taken at its word when it writes. */
export async function hasRoom(storage: StorageManager | undefined = navigator.storage): Promise<boolean> {
  const told = await storage?.estimate?.();
  if (told?.quota === undefined || told.usage === undefined) return true;
  return told.quota - told.usage >= LEAST;
}

export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}
