import cases from "../../../linli/areas/data/datum_cases.json";
import { fromMap, ontoMap, type Point } from "@/map/datum";

type Frame = "wgs84" | "gcj02" | "bd09";

const at = (pair: readonly number[]): Point => ({ longitude: pair[0]!, latitude: pair[1]! });

function expectAt(found: Point, wanted: Point): void {
  expect(Math.abs(found.longitude - wanted.longitude)).toBeLessThan(2e-9);
  expect(Math.abs(found.latitude - wanted.latitude)).toBeLessThan(2e-9);
}

const both = cases.flatMap((one) => (["gcj02", "bd09"] as Frame[]).map((frame) => ({ place: one.place, frame, one })));

test.each(both)("$place goes to $frame as the server has it", ({ frame, one }) => {
  expectAt(ontoMap(at(one.wgs84), frame), at(one[frame]));
});

test.each(both)("$place comes back from $frame", ({ frame, one }) => {
  expectAt(fromMap(at(one[frame]), frame), at(one.wgs84));
});

test.each(["wgs84", "cgcs2000"])("%s is what we keep", (frame) => {
  const fuqing = at(cases[0]!.wgs84);

  expect(ontoMap(fuqing, frame)).toEqual(fuqing);
  expect(fromMap(fuqing, frame)).toEqual(fuqing);
});
