import { keyOf, newSalt, openValue, sealValue } from "@/field/sealing";

const FEW = 10; // rounds: what is tested is not the slowness

describe("sealing", () => {
  it("opens with the same PIN and salt", async () => {
    const salt = newSalt();
    const sealed = await sealValue(await keyOf("481516", salt, FEW), "day", { words: "路灯不亮" });

    expect(await openValue(await keyOf("481516", salt, FEW), "day", sealed)).toEqual({ words: "路灯不亮" });
  });

  it("does not open with another PIN, another salt or at another place", async () => {
    const salt = newSalt();
    const key = await keyOf("481516", salt, FEW);
    const sealed = await sealValue(key, "day", "x");

    await expect(openValue(await keyOf("481517", salt, FEW), "day", sealed)).rejects.toThrow();
    await expect(openValue(await keyOf("481516", newSalt(), FEW), "day", sealed)).rejects.toThrow();
    await expect(openValue(key, "draft", sealed)).rejects.toThrow();
  });

  it("shows nothing of what was sealed", async () => {
    const sealed = await sealValue(await keyOf("481516", newSalt(), FEW), "day", "plain words");

    expect(new TextDecoder().decode(sealed.data)).not.toContain("plain");
  });

  it("keeps the key where no script can take it out", async () => {
    const key = await keyOf("481516", newSalt(), FEW);

    expect(key.extractable).toBe(false);
  });
});
