import { bent } from "@/drawing/bend";
import { type Corner, Plane, type Ring, snapped } from "@/drawing/plane";

const ring: Ring = [[119.37, 25.72], [119.38, 25.72], [119.38, 25.73], [119.37, 25.73], [119.37, 25.72]];

test("a corner comes back from the plane to within a decimetre", () => {
  for (const datum of ["wgs84", "gcj02", "bd09"]) {
    const plane = new Plane([ring], datum);
    for (const corner of ring) {
      const [lon, lat] = plane.corner(plane.spot(corner));
      expect(Math.abs(lon - corner[0])).toBeLessThan(1e-6);
      expect(Math.abs(lat - corner[1])).toBeLessThan(1e-6);
    }
  }
});

test("the plane holds the rings with a margin, north above", () => {
  const plane = new Plane([ring]);
  const [x, y] = plane.spot([119.37, 25.73]);

  expect(x).toBeGreaterThan(0);
  expect(y).toBeGreaterThan(0);
  expect(plane.spot([119.37, 25.72])[1]).toBeGreaterThan(y);
});

test("a tap near a corner means the corner, near an edge the edge, else the place", () => {
  const plane = new Plane([ring]);
  const [x, y] = plane.spot([119.38, 25.72]);

  expect(snapped(plane, [x - 5, y - 5], [ring], 20)).toEqual([119.38, 25.72]);
  expect(snapped(plane, [x + 3, y - 200], [ring], 20)[0]).toBeCloseTo(119.38, 6);
  expect(snapped(plane, [x - 200, y - 200], [ring], 20)[0]).toBeLessThan(119.379);
});

test("there are tiles under all of it, and not too many", () => {
  const plane = new Plane([ring]);
  const tiles = plane.tiles();

  expect(tiles.length).toBeGreaterThan(1);
  expect(tiles.length).toBeLessThanOrEqual(36);
  expect(Math.min(...tiles.map((tile) => tile.x))).toBeLessThanOrEqual(0);
  expect(Math.max(...tiles.map((tile) => tile.x + tile.size))).toBeGreaterThanOrEqual(1000);
});

test("a corner that two share moves for both, an edge that only lies there gets one", () => {
  const left: Ring = [[0, 0], [1, 0], [1, 2], [0, 2], [0, 0]];
  const below: Ring = [[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]];
  const to: Corner = [1.2, 1];

  const [first, second] = bent([left, below], [1, 1], to);

  expect(second).toEqual([[1, 0], [2, 0], [2, 1], to, [1, 0]]);
  expect(first).toEqual([[0, 0], [1, 0], to, [1, 2], [0, 2], [0, 0]]);
  expect(bent([left], [5, 5], to)[0]).toBe(left);
});
