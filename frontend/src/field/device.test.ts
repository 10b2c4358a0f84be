import { newKeys, publicText, sha256, sign } from "@/field/device";

describe("the key of the phone", () => {
  it("cannot be taken out", async () => {
    const keys = await newKeys();

    expect(keys.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("pkcs8", keys.privateKey)).rejects.toThrow();
  });

  it("signs what its public half confirms, and nothing else", async () => {
    const keys = await newKeys();
    const signature = Uint8Array.from(atob(await sign(keys, "text")), (sign) => sign.charCodeAt(0));
    const way = { name: "ECDSA", hash: "SHA-256" };
    const bytes = (text: string) => new TextEncoder().encode(`linli-delivery-1\n${text}`);

    expect(signature.length).toBe(64);
    expect(await crypto.subtle.verify(way, keys.publicKey, signature, bytes("text"))).toBe(true);
    expect(await crypto.subtle.verify(way, keys.publicKey, signature, bytes("texT"))).toBe(false);
  });

  it("shows its public half as the server reads it", async () => {
    expect(atob(await publicText(await newKeys())).length).toBe(91);
  });

  it("names the bytes of a photo by their hash", async () => {
    expect(await sha256(new TextEncoder().encode("abc"))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});
