import type { Day } from "@/field/day";
import type { Kind } from "@/field/kinds";
import type { Outbox } from "@/field/outbox";
import type { Phone, Store } from "@/field/store";
import type { Views } from "@/field/views";

/** The phone unlocked: everything that a screen may use until the page is left. */
export interface Session {
  store: Store;
  phone: Phone;
  key: CryptoKey;
  outbox: Outbox;
  day: Day | null;
  kinds: Kind[];
}

/** What a screen asks of the app. */
export interface App {
  readonly views: Views;
  readonly addresses: DOMStringMap;
  session: Session | null;
  go(hash: string): void;
  say(word: string, values?: Record<string, string | number>): void;
  sendNow(): Promise<void>;
  refresh(): Promise<void>;
}
