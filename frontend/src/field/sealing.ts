// What lies on the phone is sealed under a key made from the PIN. The key lives in memory only and cannot be taken out;
// whoever reloads the page gives the PIN again.
const ROUNDS = 310_000; // PBKDF2-HMAC-SHA256: a third of a second on a phone five years old

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

export function newSalt(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(16));
}

/** Make the key of a PIN. */
export async function keyOf(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number = ROUNDS): Promise<CryptoKey> {
  const plain = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(way, plain, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** Seal bytes for one place; what was sealed for another place cannot be opened there. */
export async function seal(key: CryptoKey, place: string, bytes: BufferSource): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const way = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(place) };
  return { iv, data: await crypto.subtle.encrypt(way, key, bytes) };
}

/** Open what was sealed; throws where key or place is another. */
export async function open(key: CryptoKey, place: string, sealed: Sealed): Promise<ArrayBuffer> {
  const way = { name: "AES-GCM", iv: sealed.iv, additionalData: new TextEncoder().encode(place) };
  return crypto.subtle.decrypt(way, key, sealed.data);
}

export async function sealValue(key: CryptoKey, place: string, value: unknown): Promise<Sealed> {
  return seal(key, place, new TextEncoder().encode(JSON.stringify(value)));
}

export async function openValue<T>(key: CryptoKey, place: string, sealed: Sealed): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await open(key, place, sealed))) as T;
}
