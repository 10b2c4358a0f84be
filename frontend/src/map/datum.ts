/**
 * Between WGS-84, which Linli keeps, and the frame of a map provider. The same arithmetic stands in
 * `linli/areas/datum.py`, with its source; both are held to `linli/areas/data/datum_cases.json`.
 */
export interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

const AXIS = 6_378_245;
const ECCENTRICITY_SQUARED = 0.00669342162296594323;
const TURN = (Math.PI * 3000) / 180;
const CLOSE_ENOUGH = 1e-9; // degrees, about a tenth of a millimetre
const TRIES = 20;
const { PI, sin, cos, sqrt, abs } = Math;
const radians = (degrees: number): number => (degrees * PI) / 180;
const degrees = (angle: number): number => (angle * 180) / PI;

function toGcj02({ longitude, latitude }: Point): Point {
  const x = longitude - 105;
  const y = latitude - 35;
  const root = sqrt(abs(x));
  const waves = 20 * sin(6 * PI * x) + 20 * sin(2 * PI * x);
  let east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root;
  east += ((waves + 20 * sin(PI * x) + 40 * sin((PI * x) / 3)) * 2) / 3;
  east += ((150 * sin((PI * x) / 12) + 300 * sin((PI * x) / 30)) * 2) / 3;
  let north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root;
  north += ((waves + 20 * sin(PI * y) + 40 * sin((PI * y) / 3)) * 2) / 3;
  north += ((160 * sin((PI * y) / 12) + 320 * sin((PI * y) / 30)) * 2) / 3;
  const angle = radians(latitude);
  const bend = 1 - ECCENTRICITY_SQUARED * sin(angle) ** 2;
  const meridian = (AXIS * (1 - ECCENTRICITY_SQUARED)) / (bend * sqrt(bend));
  const parallel = (AXIS / sqrt(bend)) * cos(angle);
  return { longitude: longitude + degrees(east / parallel), latitude: latitude + degrees(north / meridian) };
}

function toBd09(point: Point): Point {
  const { longitude, latitude } = toGcj02(point);
  const radius = Math.hypot(longitude, latitude) + 0.00002 * sin(latitude * TURN);
  const angle = Math.atan2(latitude, longitude) + 0.000003 * cos(longitude * TURN);
  return { longitude: radius * cos(angle) + 0.0065, latitude: radius * sin(angle) + 0.006 };
}

/** Find the point that `move` brings here: step back by the miss until there is none. */
function undone(move: (point: Point) => Point, there: Point): Point {
  let { longitude, latitude } = there;
  for (let turn = 0; turn < TRIES; turn += 1) {
    const moved = move({ longitude, latitude });
    const east = moved.longitude - there.longitude;
    const north = moved.latitude - there.latitude;
    longitude -= east;
    latitude -= north;
    if (abs(east) < CLOSE_ENOUGH && abs(north) < CLOSE_ENOUGH) break;
  }
  return { longitude, latitude };
}

const MOVES: Readonly<Record<string, (point: Point) => Point>> = { gcj02: toGcj02, bd09: toBd09 };

/** Where a WGS-84 point lies on the provider's map. */
export function ontoMap(point: Point, datum: string): Point {
  const move = MOVES[datum];
  return move ? move(point) : point;
}

/** The WGS-84 point of a spot on the provider's map. */
export function fromMap(point: Point, datum: string): Point {
  const move = MOVES[datum];
  return move ? undone(move, point) : point;
}
