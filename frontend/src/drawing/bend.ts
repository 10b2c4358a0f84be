import type { Corner, Ring } from "@/drawing/plane";

const SAME = 2e-6; // degrees, two decimetres
const NEAR = 3e-6;

const far = (a: Corner, b: Corner): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Move a corner of every ring that has it; where it only lies on an edge, the edge gets a corner there. Rings are closed. */
export function bent(rings: readonly Ring[], at: Corner, to: Corner): Ring[] {
  return rings.map((ring) => bentOne(ring, at, to));
}

function bentOne(ring: Ring, at: Corner, to: Corner): Ring {
  if (ring.some((corner) => far(corner, at) < SAME)) return ring.map((corner) => (far(corner, at) < SAME ? to : corner));
  const place = ring.findIndex((corner, index) => index > 0 && awayFrom(at, ring[index - 1] ?? corner, corner) < NEAR);
  return place < 1 ? ring : [...ring.slice(0, place), to, ...ring.slice(place)];
}

function awayFrom(at: Corner, from: Corner, to: Corner): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const long = dx * dx + dy * dy;
  const part = long ? Math.min(1, Math.max(0, ((at[0] - from[0]) * dx + (at[1] - from[1]) * dy) / long)) : 0;
  return far(at, [from[0] + part * dx, from[1] + part * dy]);
}
