import { fromMap, ontoMap } from "@/map/datum";

/** Longitude and latitude in WGS-84, as GeoJSON has them. */
export type Corner = readonly [number, number];
/** A place on the drawing, in units of it: x to the right, y downwards. */
export type Spot = readonly [number, number];
export type Ring = readonly Corner[];

export const WIDTH = 1000; // units across the drawing

/** Where a corner lies in the whole world drawn one unit wide (Web Mercator), in the frame of whoever gives the tiles. */
export function inWorld([lon, lat]: Corner, datum: string = "wgs84"): Spot {
  const { longitude, latitude } = ontoMap({ longitude: lon, latitude: lat }, datum);
  const angle = (latitude * Math.PI) / 180;
  return [(longitude + 180) / 360, (1 - Math.log(Math.tan(angle) + 1 / Math.cos(angle)) / Math.PI) / 2];
}

/** The plane that a drawing lies on: chosen so that some rings fill it with a margin. */
export class Plane {
  readonly height: number;
  private readonly left: number;
  private readonly top: number;
  private readonly unit: number; // of the drawing, in worlds

  constructor(rings: readonly Ring[], readonly datum: string = "wgs84") {
    const spots = rings.flat().map((corner) => inWorld(corner, datum));
    const across = (part: 0 | 1): [number, number] => {
      const values = spots.map((spot) => spot[part]);
      return [Math.min(...values), Math.max(...values)];
    };
    const [left, right] = across(0);
    const [top, bottom] = across(1);
    const margin = Math.max(right - left, bottom - top, 1e-9) * 0.06;
    this.left = left - margin;
    this.top = top - margin;
    this.unit = (right - left + 2 * margin) / WIDTH;
    this.height = Math.round((bottom - top + 2 * margin) / this.unit);
  }

  spot(corner: Corner): Spot {
    const [x, y] = inWorld(corner, this.datum);
    return [(x - this.left) / this.unit, (y - this.top) / this.unit];
  }

  corner([x, y]: Spot): Corner {
    const longitude = (this.left + x * this.unit) * 360 - 180;
    const latitude = (Math.atan(Math.sinh(Math.PI * (1 - 2 * (this.top + y * this.unit)))) * 180) / Math.PI;
    const found = fromMap({ longitude, latitude }, this.datum);
    return [rounded(found.longitude), rounded(found.latitude)];
  }

  /** The tiles that lie under the drawing: address by column and row, where each stands, how wide it is. */
  tiles(most: number = 36): { zoom: number; column: number; row: number; x: number; y: number; size: number }[] {
    const world = this.unit * WIDTH;
    let zoom = Math.min(18, Math.max(1, Math.round(Math.log2(4 / world))));
    for (; zoom > 1; zoom -= 1) {
      const found = this.tilesAt(zoom);
      if (found.length <= most) return found;
    }
    return [];
  }

  private tilesAt(zoom: number): { zoom: number; column: number; row: number; x: number; y: number; size: number }[] {
    const count = 2 ** zoom;
    const size = 1 / count / this.unit;
    const found = [];
    for (let column = Math.floor(this.left * count); column / count < this.left + WIDTH * this.unit; column += 1)
      for (let row = Math.floor(this.top * count); row / count < this.top + this.height * this.unit; row += 1)
        found.push({ zoom, column, row, size, x: (column / count - this.left) / this.unit, y: (row / count - this.top) / this.unit });
    return found;
  }
}

const rounded = (value: number): number => Math.round(value * 1e7) / 1e7; // a centimetre

export const apart = (a: Spot, b: Spot): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** The spot of a stretch that lies nearest. */
export function onto(spot: Spot, from: Spot, to: Spot): Spot {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const long = dx * dx + dy * dy;
  const part = long ? Math.min(1, Math.max(0, ((spot[0] - from[0]) * dx + (spot[1] - from[1]) * dy) / long)) : 0;
  return [from[0] + part * dx, from[1] + part * dy];
}

/** What a tap meant: a corner within reach, else a spot of an edge within reach, else where it was. */
export function snapped(plane: Plane, at: Spot, rings: readonly Ring[], reach: number): Corner {
  const corners = rings.flat().map((corner): [number, Corner] => [apart(at, plane.spot(corner)), corner]);
  const edges = rings.flatMap((ring) =>
    ring.slice(1).map((corner, place): [number, Spot] => {
      const near = onto(at, plane.spot(ring[place] ?? corner), plane.spot(corner));
      return [apart(at, near), near];
    }),
  );
  const corner = nearest(corners, reach);
  if (corner) return corner;
  return plane.corner(nearest(edges, reach) ?? at);
}

function nearest<Place>(places: readonly [number, Place][], reach: number): Place | null {
  const within = places.filter(([far]) => far <= reach).sort((a, b) => a[0] - b[0]);
  return within[0]?.[1] ?? null;
}
