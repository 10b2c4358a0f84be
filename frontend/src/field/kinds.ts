/** A kind of matter as the phone keeps it: code, name, English name, pinyin initials, what people say for it. */
export type Kind = [code: string, name: string, english: string, initials: string, words: string];

const SHOWN = 8;

/** The kinds that answer to what was typed, best first: the name wholly, from its beginning, within, by some of its signs. */
export function findKinds(kinds: readonly Kind[], typed: string): Kind[] {
  const words = typed.trim().toLowerCase();
  if (!words) return [];
  const ranked = kinds.flatMap((kind) => {
    const rank = rankOf(kind, words);
    return rank === null ? [] : [{ kind, rank }];
  });
  ranked.sort((a, b) => a.rank - b.rank || a.kind[1].length - b.kind[1].length || (a.kind[0] < b.kind[0] ? -1 : 1));
  return ranked.slice(0, SHOWN).map((one) => one.kind);
}

function rankOf([code, name, english, initials, words]: Kind, typed: string): number | null {
  const said = [name, english.toLowerCase(), ...words.split(/\s+/)].filter(Boolean);
  if (said.includes(typed) || initials === typed || code.toLowerCase() === typed) return 0;
  if (initials.startsWith(typed) || said.some((one) => one.startsWith(typed))) return 1;
  if (said.some((one) => one.includes(typed)) || (typed.length > 1 && initials.includes(typed))) return 2;
  if (/^[\x00-\x7f]*$/.test(typed)) return null;
  const pairs = [...typed].slice(1).map((sign, place) => [...typed][place] + sign);
  const shared = pairs.filter((pair) => said.some((one) => one.includes(pair))).length;
  return shared ? 4 - shared / pairs.length : null;
}
