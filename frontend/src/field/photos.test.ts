import { fitted } from "@/field/photos";

describe("the size of a photo", () => {
  it("has its longest edge at 1600", () => {
    expect(fitted(4000, 3000)).toEqual([1600, 1200]);
    expect(fitted(3000, 4000)).toEqual([1200, 1600]);
  });

  it("is never enlarged", () => {
    expect(fitted(640, 480)).toEqual([640, 480]);
  });

  it("is never nothing", () => {
    expect(fitted(1, 9000)).toEqual([1, 1600]);
  });
});
