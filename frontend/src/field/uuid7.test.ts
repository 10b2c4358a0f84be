import { uuid7 } from "@/field/uuid7";

describe("uuid7", () => {
  it("is of version 7 and variant 1", () => {
    expect(uuid7()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("holds its moment in the first 48 bits", () => {
    expect(uuid7(0x0192_3456_789a).replaceAll("-", "").slice(0, 12)).toBe("01923456789a");
  });

  it("is never the same twice, and later ones come after", () => {
    expect(uuid7(1_000)).not.toBe(uuid7(1_000));
    expect(uuid7(1_000) < uuid7(2_000)).toBe(true);
  });
});
