import { hasRoom, isFull } from "@/field/room";

const storage = (told: StorageEstimate): StorageManager => ({ estimate: async () => told }) as unknown as StorageManager;
const MEGABYTE = 1024 * 1024;

describe("room on the phone", () => {
  it("is there while twenty megabytes are left", async () => {
    expect(await hasRoom(storage({ quota: 50 * MEGABYTE, usage: 30 * MEGABYTE }))).toBe(true);
    expect(await hasRoom(storage({ quota: 50 * MEGABYTE, usage: 30 * MEGABYTE + 1 }))).toBe(false);
  });

  it("is taken for granted where the browser does not say", async () => {
    expect(await hasRoom(storage({}))).toBe(true);
  });

  it("knows a full store from other faults", () => {
    expect(isFull(new DOMException("full", "QuotaExceededError"))).toBe(true);
    expect(isFull(new DOMException("gone", "InvalidStateError"))).toBe(false);
    expect(isFull(new Error("full"))).toBe(false);
  });
});
