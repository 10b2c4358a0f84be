import { accuracyOf, metresAPixel, moved, towards } from "@/map/distance";

const FUQING = { longitude: 119.37469, latitude: 25.7294 };

test.each([
  [0, 500, 0],
  [500, 500, 1],
  [500, 0, 2],
  [0, -500, 4],
  [-500, -500, 5],
  [-500, 0, 6],
  [-500, 500, 7],
])("%i m east and %i m north lies in direction %i, as far as it is", (east, north, direction) => {
  const found = towards(FUQING, moved(FUQING, east, north));

  expect(found.direction).toBe(direction);
  expect(found.metres).toBeCloseTo(Math.hypot(east, north), 0);
});

test("a pixel halves with each step of the zoom", () => {
  expect(metresAPixel(25.7294, 15)).toBeCloseTo(metresAPixel(25.7294, 14) / 2, 9);
  expect(metresAPixel(0, 0)).toBeCloseTo(78271.5, 1);
});

test("a tap is never meant to less than a metre", () => {
  expect(accuracyOf(25.7294, 22)).toBe(1);
  expect(accuracyOf(25.7294, 10)).toBe(551);
});
