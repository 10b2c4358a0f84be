/** What holds as an answer: the same rules as `linli/forms/checks.py`, held equal by `linli/forms/data/cases.json`. */

export interface Option {
  const: string;
  title: string;
}
export type Condition = { field: string } & Record<string, unknown>;
export interface Schema {
  "x-kind": string;
  "x-decimals"?: number;
  "x-depth"?: string;
  "x-from"?: string;
  "x-until"?: string;
  "x-shown-when"?: Condition;
  "x-required-when"?: Condition;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  oneOf?: Option[];
  items?: unknown;
}
export interface Level {
  properties: Record<string, Schema>;
  required?: string[];
  "x-order": string[];
}
export type Values = Record<string, unknown>;
export class Fault extends Error {
  constructor(
    readonly code: string,
    readonly values: Record<string, string | number> = {},
  ) {
    super(code);
  }
}
export interface Checked {
  answers: Values;
  faults: Record<string, Fault>;
}

const MOST_NUMBER = 999_999_999_999;
const MOST_TEXT = 200;
const MOST_WORDS = 4000;
const MOST_ROWS = 20;
const MOST_FILES = 9;
const DAYS = ["1880-01-01", "2199-12-31"] as const;
const OLDEST = "1880";
const BLANK =
  "\\t\\n\\v\\f\\r \\x85\\xa0\\u1680\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005\\u2006\\u2007\\u2008\\u2009\\u200a\\u200b\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";
const EDGES = new RegExp(`^[${BLANK}]+|[${BLANK}]+$`, "g");
const GAPS = new RegExp(`[${BLANK}]+`, "g");
const LINE_ENDS = /\r\n|[\r\v\f\x85\u2028\u2029]/g;
// With `u` a surrogate is found where it stands alone only.
const FORBIDDEN = /[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]/u;
const NUMBER = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/;
const DAY =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d\d)(\d\d))$/;
const MOBILE = /^(?:\+86|0086|86)?(1[3-9]\d{9})$/;
const FIXED = /^(?:(?:\+86|0086)0?|0)((?:10|2\d)\d{8}|[3-9]\d{2}\d{7,8})$/;
const ABROAD = /^\+(?!86)([1-9]\d{6,14})$/;
const AREA = /^(?:\d{9}|\d{12})$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
// GB/T 2260: the provinces, and 81 to 83 of residence permits.
export const PROVINCES = new Set(
  (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 " +
    "50 51 52 53 54 61 62 63 64 65 71 81 82 83"
  ).split(" "),
);
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

const trim = (text: string): string => text.replace(EDGES, "");
const said = (given: unknown): string =>
  typeof given === "string" ? given : typeof given === "number" ? String(given) : "";

/** Full-width letters, digits and signs as ASCII. */
export function narrow(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ")
    .replace(/[‐‑‒–—―−﹣]/g, "-");
}

const withoutGaps = (text: string): string => narrow(text).replace(/[\p{Cf}\p{Zs}\p{Cc}-]/gu, "");

export function isBlank(given: unknown): boolean {
  if (given === null || given === undefined) return true;
  if (typeof given === "string") return trim(given) === "";
  if (Array.isArray(given)) return given.every(isBlank);
  return typeof given === "object" ? Object.values(given).every(isBlank) : false;
}

export function holds(condition: Condition | undefined, answers: Values, today: string): boolean {
  if (!condition) return true;
  const [word] = Object.keys(condition).filter((key) => key !== "field");
  const answer = answers[condition.field];
  const value = condition[word ?? ""] === "today" ? today : condition[word ?? ""];
  if (word === "filled") return (answer !== undefined) === value;
  if (answer === undefined) return false;
  switch (word) {
    case "is":
      return answer === value;
    case "is_not":
      return answer !== value;
    case "one_of":
      return (value as unknown[]).includes(answer);
    case "has":
      return (answer as unknown[]).includes(value);
    case "at_least":
      return (answer as number) >= (value as number);
    default:
      return (answer as number) <= (value as number);
  }
}

export function isNeeded(name: string, level: Level, answers: Values, today: string): boolean {
  const asked = level.properties[name]?.["x-required-when"];
  return (level.required ?? []).includes(name) || (asked !== undefined && holds(asked, answers, today));
}

export function checkAll(level: Level, given: Values, today: string): Checked {
  const found: Checked = { answers: {}, faults: {} };
  for (const name of level["x-order"]) {
    const field = level.properties[name];
    if (!field || !holds(field["x-shown-when"], found.answers, today)) continue;
    let answer: unknown;
    try {
      answer =
        field["x-kind"] === "rows" ? rows(name, field, given[name], today, found) : check(field, given[name], today);
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      found.faults[name] = fault;
      continue;
    }
    if (answer !== undefined) found.answers[name] = answer;
    else if (isNeeded(name, level, found.answers, today)) found.faults[name] = new Fault("required");
  }
  return found;
}

function rows(name: string, field: Schema, given: unknown, today: string, found: Checked): unknown {
  const kept: Values[] = [];
  (Array.isArray(given) ? given : []).forEach((row: Values, number) => {
    if (typeof row !== "object" || row === null || isBlank(row)) return;
    const inner = checkAll(field.items as Level, row, today);
    for (const [path, fault] of Object.entries(inner.faults)) found.faults[`${name}-${number}-${path}`] = fault;
    kept.push(inner.answers);
  });
  if (kept.length === 0) return undefined;
  count(field, kept.length, "rows", MOST_ROWS);
  return kept;
}

/** The answer as it is kept, or undefined where there is none; throws Fault. */
export function check(field: Schema, given: unknown, today: string): unknown {
  switch (field["x-kind"]) {
    case "text":
    case "words":
      return text(field, given);
    case "number":
      return number(field, given);
    case "date":
      return day(field, given, today);
    case "choice":
      return choice(field.oneOf ?? [], given);
    case "choices":
      return choices(field, given);
    case "identity":
      return identity(given, today);
    case "credit_code":
      return creditCode(given);
    case "phone":
      return phone(given);
    case "address":
      return address(field, given);
    case "files":
      return files(field, given);
  }
  return undefined;
}

function text(field: Schema, given: unknown): string | undefined {
  const isLine = field["x-kind"] === "text";
  let found = said(given).replace(LINE_ENDS, "\n");
  if (isLine) found = found.split("\n").map(trim).filter(Boolean).join(" ");
  found = trim(found);
  if (!found) return undefined;
  if (FORBIDDEN.test(found)) throw new Fault("sign");
  const length = [...found].length;
  const least = field.minLength ?? 0;
  const most = field.maxLength ?? (isLine ? MOST_TEXT : MOST_WORDS);
  if (length < least) throw new Fault("too_short", { least });
  if (length > most) throw new Fault("too_long", { most });
  return found;
}

function number(field: Schema, given: unknown): number | undefined {
  const typed = trim(narrow(said(given)));
  if (!typed) return undefined;
  const found = NUMBER.exec(typed);
  if (!found) throw new Fault("number");
  const whole = found[2]!.replaceAll(",", "");
  const fraction = (found[3] ?? "").replace(/0+$/, "");
  const decimals = field["x-decimals"] ?? 0;
  if (fraction.length > decimals) throw decimals ? new Fault("decimals", { most: decimals }) : new Fault("whole");
  if (whole.replace(/^0+/, "").length > String(MOST_NUMBER).length)
    throw new Fault("too_large", { most: field.maximum ?? MOST_NUMBER });
  let value = Number(fraction ? `${whole}.${fraction}` : whole);
  if (found[1] && value !== 0) value = -value;
  if (field.minimum !== undefined && value < field.minimum) throw new Fault("too_small", { least: field.minimum });
  if (field.maximum !== undefined && value > field.maximum) throw new Fault("too_large", { most: field.maximum });
  return value;
}

/** Whether the calendar has this day. */
function isDay(iso: string): boolean {
  const [year, month, of] = iso.split("-").map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return year >= 1 && of >= 1 && of <= last;
}

function day(field: Schema, given: unknown, today: string): string | undefined {
  const typed = narrow(said(given)).replace(GAPS, "");
  if (!typed) return undefined;
  const parts = DAY.exec(typed)?.slice(1).filter((part) => part !== undefined);
  if (parts?.length !== 3) throw new Fault("day");
  const iso = `${parts[0]}-${parts[1]!.padStart(2, "0")}-${parts[2]!.padStart(2, "0")}`;
  if (!isDay(iso) || iso < DAYS[0] || iso > DAYS[1]) throw new Fault("day");
  for (const [bound, code] of [
    [field["x-from"], "too_early"],
    [field["x-until"], "too_late"],
  ] as const) {
    if (bound === undefined) continue;
    const edge = bound === "today" ? today : bound;
    if (code === "too_early" ? iso < edge : iso > edge)
      throw new Fault(bound === "today" ? `${code}_today` : code, { day: edge });
  }
  return iso;
}

function choice(options: Option[], given: unknown): string | undefined {
  const chosen = trim(said(given));
  if (chosen && !options.some((option) => option.const === chosen)) throw new Fault("choice");
  return chosen || undefined;
}

function choices(field: Schema, given: unknown): string[] | undefined {
  const options = (field.items as { oneOf: Option[] }).oneOf;
  const chosen = new Set(listed(given).map((one) => choice(options, one)));
  const found = options.map((option) => option.const).filter((code) => chosen.has(code));
  if (found.length === 0) return undefined;
  count(field, found.length, "choices", Math.max(options.length, 1));
  return found;
}

function identity(given: unknown, today: string): string | undefined {
  const found = withoutGaps(said(given)).toUpperCase();
  if (!found) return undefined;
  const length = [...found].length;
  if (length !== 18) throw new Fault("identity_length", { length });
  if (!/^\d{17}[\dX]$/.test(found)) throw new Fault("identity_sign");
  if (!PROVINCES.has(found.slice(0, 2))) throw new Fault("identity_place");
  const born = `${found.slice(6, 10)}-${found.slice(10, 12)}-${found.slice(12, 14)}`;
  if (!isDay(born) || born > today || born < OLDEST) throw new Fault("identity_birth");
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(found[at]), 0);
  if ("10X98765432"[sum % 11] !== found[17]) throw new Fault("identity_check");
  return found;
}

function creditCode(given: unknown): string | undefined {
  const found = withoutGaps(said(given)).toUpperCase();
  if (!found) return undefined;
  const length = [...found].length;
  if (length !== 18) throw new Fault("credit_length", { length });
  if (!/^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(found)) throw new Fault("credit_sign");
  let sum = 0;
  let weight = 1;
  for (const sign of found.slice(0, 17)) {
    sum += CREDIT_SIGNS.indexOf(sign) * weight;
    weight = (weight * 3) % 31;
  }
  if (CREDIT_SIGNS[(31 - (sum % 31)) % 31] !== found[17]) throw new Fault("credit_check");
  return found;
}

function phone(given: unknown): string | undefined {
  const found = withoutGaps(said(given)).replace(/[()./]/g, "");
  if (!found) return undefined;
  for (const [shape, code] of [
    [MOBILE, "+86"],
    [FIXED, "+86"],
    [ABROAD, "+"],
  ] as const) {
    const match = shape.exec(found);
    if (match) return code + match[1]!;
  }
  throw new Fault("phone");
}

function address(field: Schema, given: unknown): { area: string; words: string } | undefined {
  const parts = (typeof given === "object" && given !== null ? given : {}) as Record<string, unknown>;
  const area = trim(said(parts["area"]));
  const words = trim(said(parts["words"])).replace(GAPS, " ");
  if (!area && !words) return undefined;
  if (!AREA.test(area) || (field["x-depth"] !== "town" && area.length !== 12)) throw new Fault("address_place");
  if (FORBIDDEN.test(words)) throw new Fault("sign");
  if (!words) throw new Fault("address_words");
  if ([...words].length > MOST_TEXT) throw new Fault("too_long", { most: MOST_TEXT });
  return { area, words };
}

function files(field: Schema, given: unknown): string[] | undefined {
  const found = [...new Set(listed(given).map((one) => trim(said(one)).toLowerCase()))];
  if (!found.every((one) => UUID.test(one))) throw new Fault("file");
  if (found.length === 0) return undefined;
  count(field, found.length, "files", MOST_FILES);
  return found;
}

function count(field: Schema, found: number, of: string, outmost: number): void {
  const least = field.minItems ?? 0;
  const most = field.maxItems ?? outmost;
  if (found < least) throw new Fault(`too_few_${of}`, { least });
  if (found > most) throw new Fault(`too_many_${of}`, { most });
}

const listed = (given: unknown): unknown[] => (Array.isArray(given) ? given : [given]).filter((one) => !isBlank(one));
