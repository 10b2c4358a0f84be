import type { Sealed } from "@/field/sealing";
import { MARK } from "@/islands/field-leave";

export const DATABASE = "linli-field";
export type State = "waiting" | "sending" | "delivered" | "refused" | "conflict";

/** One thing written. Its state lies open, so that a sign-out can ask; what it says is sealed. */
export interface Item {
  id: string;
  at: number;
  state: State;
  content: Sealed;
  photos: Sealed[];
  voice?: Sealed;
  answer?: Sealed;
}

/** The phone as it was enrolled. `check` opens with the right PIN only. */
export interface Phone {
  device: string;
  account: string;
  name: string;
  keys: CryptoKeyPair;
  salt: Uint8Array<ArrayBuffer>;
  check: Sealed;
  stopped?: string;
}

export interface Tries {
  count: number;
  until: number;
}

interface Kept {
  phone: Phone;
  day: Sealed;
  tries: Tries;
  [draft: `draft:${string}`]: Sealed;
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the store failed"));
  });
}

/** What the phone keeps, in IndexedDB. */
export class Store {
  constructor(private readonly database: IDBDatabase) {}

  static async open(): Promise<Store> {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("kept");
      request.result.createObjectStore("items", { keyPath: "id" });
    };
    const database = await asked(request);
    // A sign-out in another tab takes everything away; this one must not hold it.
    database.onversionchange = () => database.close();
    return new Store(database);
  }

  get<Name extends keyof Kept>(name: Name): Promise<Kept[Name] | undefined> {
    return asked(this.table("kept", "readonly").get(name) as IDBRequest<Kept[Name] | undefined>);
  }

  put<Name extends keyof Kept>(name: Name, value: Kept[Name]): Promise<void> {
    return this.write("kept", (table) => table.put(value, name));
  }

  remove(name: keyof Kept): Promise<void> {
    return this.write("kept", (table) => table.delete(name));
  }

  async items(): Promise<Item[]> {
    return asked(this.table("items", "readonly").getAll() as IDBRequest<Item[]>);
  }

  putItem(item: Item): Promise<void> {
    return this.write("items", (table) => table.put(item));
  }

  /** Put a new item in the place of an old one, both or neither. */
  replaceItem(old: string, item: Item): Promise<void> {
    return this.write("items", (table) => {
      table.delete(old);
      table.put(item);
    });
  }

  removeItem(id: string): Promise<void> {
    return this.write("items", (table) => table.delete(id));
  }

  close(): void {
    this.database.close();
  }

  private table(name: string, mode: IDBTransactionMode): IDBObjectStore {
    return this.database.transaction(name, mode, mode === "readwrite" ? { durability: "strict" } : {}).objectStore(name);
  }

  // Done when it is on the disk, not when it was asked for: a full disk is found out at the end of the transaction.
  private write(name: string, change: (table: IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const table = this.table(name, "readwrite");
      const transaction = table.transaction;
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("the store failed"));
      try {
        change(table);
      } catch (error) {
        reject(error as Error);
        transaction.abort();
      }
    });
  }
}

/** Take everything off the phone. */
export function wipe(): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASE);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error("the store failed"));
  }).then(() => localStorage.removeItem(MARK));
}

/** How many things are not through yet; without making a store where there is none. */
export async function unsent(): Promise<number> {
  const known = (await indexedDB.databases?.()) ?? [];
  if (!known.some((database) => database.name === DATABASE)) return 0;
  const store = await Store.open();
  const items = await store.items();
  store.close();
  return items.filter((item) => item.state !== "delivered").length;
}
