/** Today as the phone keeps it. */
export interface Day {
  account: string;
  at: string;
  matters: Matter[];
  places: [code: string, name: string][];
  heads: Head[];
  visits?: DueVisit[]; // not there in a list that an app of before has kept
}

/** A visit that somebody agreed to and that is due; the name is masked. */
export interface DueVisit {
  id: string;
  who: string;
  place: string;
  page: string;
  due: string;
}

export interface Matter {
  number: string;
  title: string;
  seq: number;
  state: string;
  opened_at: string;
  due_at: string;
  place: string;
  words: string;
  lon: number | null;
  lat: number | null;
  deeds: Deed[];
}

export interface Deed {
  noun: string;
  title: string;
  ask: string;
  note: boolean;
  photo: boolean;
  why: string;
}

export interface Head {
  name: string;
  office: string;
  telephone: string;
}

export type Point = { lon: number; lat: number };
const METRES_A_DEGREE = 111_195;
const SOON = 24 * 3600 * 1000;

/** Metres between a matter and a point; null where nobody knows where it is. */
export function metresTo(matter: Matter, here: Point): number | null {
  if (matter.lon === null || matter.lat === null) return null;
  const east = (matter.lon - here.lon) * Math.cos((here.lat * Math.PI) / 180);
  return Math.hypot(east, matter.lat - here.lat) * METRES_A_DEGREE;
}

export function toneOf(matter: Matter, at: number = Date.now()): "late" | "soon" | "act" | "wait" {
  if (!matter.due_at) return "wait";
  const left = Date.parse(matter.due_at) - at;
  return left < 0 ? "late" : left < SOON ? "soon" : "act";
}

/** The matters in the order of a view: by what is due, by what is new, by what is near. */
export function ordered(matters: readonly Matter[], view: string, here: Point | null): Matter[] {
  const rows = [...matters];
  if (view === "new") return rows.sort((a, b) => (a.opened_at < b.opened_at ? 1 : -1));
  if (view === "near" && here) {
    const far = (matter: Matter) => metresTo(matter, here) ?? Number.POSITIVE_INFINITY;
    return rows.filter((matter) => far(matter) < 3_000).sort((a, b) => far(a) - far(b));
  }
  return rows;
}
