import type { Point } from "@/map/datum";

const METRES_A_DEGREE = 111_195; // of latitude, on a sphere of 6,371 km
const AROUND = 40_075_016.686; // metres of the equator
const TILE = 512; // pixels of the whole world at zoom 0
const FINGERTIP = 8; // pixels: nobody taps more exactly than that

const shortened = (latitude: number): number => Math.cos((latitude * Math.PI) / 180);

/** How many metres a pixel of the map stands for. */
export function metresAPixel(latitude: number, zoom: number): number {
  return (AROUND * shortened(latitude)) / (TILE * 2 ** zoom);
}

/** To within how many metres a tap can be meant, at least one. */
export function accuracyOf(latitude: number, zoom: number): number {
  return Math.max(1, Math.round(metresAPixel(latitude, zoom) * FINGERTIP));
}

/** The point so many metres east and north of another, for steps of a county's size. */
export function moved(point: Point, east: number, north: number): Point {
  const longitude = point.longitude + east / (METRES_A_DEGREE * shortened(point.latitude));
  return { longitude, latitude: point.latitude + north / METRES_A_DEGREE };
}

/** How far another point lies, in metres, and in which of eight directions: 0 is north, 2 is east. */
export function towards(from: Point, to: Point): { metres: number; direction: number } {
  const north = (to.latitude - from.latitude) * METRES_A_DEGREE;
  const east = (to.longitude - from.longitude) * METRES_A_DEGREE * shortened(from.latitude);
  const turn = Math.round(Math.atan2(east, north) / (Math.PI / 4));
  return { metres: Math.hypot(east, north), direction: (turn + 8) % 8 };
}
