// The phone's own key: made here, never to leave. The server keeps the public half.
const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const PREFIX = "linli-delivery-1\n";

export async function newKeys(): Promise<CryptoKeyPair> {
  return (await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"])) as CryptoKeyPair;
}

export async function publicText(keys: CryptoKeyPair): Promise<string> {
  return base64(await crypto.subtle.exportKey("spki", keys.publicKey));
}

/** Sign a text as it is sent, byte for byte. */
export async function sign(keys: CryptoKeyPair, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(PREFIX + text);
  return base64(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, keys.privateKey, bytes));
}

export async function sha256(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function base64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}
