import type { NameReading } from "./name-readings.js";
import { initialBits, isWholeName, type PackedGiven, toCode, unpackGiven } from "./packed-given.js";

export interface MarkedName {
  /** Tokens of the question that are words of the name, as bits. */
  readonly words: number;
  readonly families: number;
  readonly given: PackedGiven;
}

/** 4 the whole name · 3 with fewer given names, or initials · 2 where the name has only initials · 1 and in another order. */
export type NameQuality = 0 | 1 | 2 | 3 | 4;

/**
 * How well a name is the one that was read. Given names must agree as far as both have them, an initial with every name
 * that it begins; one written name never agrees with another.
 */
export function matchName(reading: NameReading, name: MarkedName): NameQuality {
  const hasWords = (name.words & reading.words) === reading.words;
  if (!hasWords && (name.given & initialBits) === 0) return 0;
  if (isWholeName(name.given)) return hasWords && isSeveral(reading.words) ? 4 : 0;
  if ((name.families & (1 << reading.family)) === 0) return 0;
  const given = unpackGiven(name.given);
  if (hasWords && haveInitials(reading, given)) {
    const isShorter = given.length > reading.given.length && !given[reading.given.length]!.isInitial;
    const hasInitials = reading.given.some(({ token }) => token === undefined);
    return reading.isUsualOrder && !isShorter && !hasInitials ? 4 : 3;
  }
  return agreeInOrder(reading, name, given) ? (reading.isUsualOrder ? 2 : 1) : 0;
}

type Given = ReturnType<typeof unpackGiven>;

function isSeveral(bits: number): boolean {
  return (bits & (bits - 1)) !== 0;
}

/** Whether the initials begin given names, in their order and from the first name on. */
function haveInitials(reading: NameReading, given: Given): boolean {
  let at = 0;
  for (const [place, { letter, token }] of reading.given.entries()) {
    if (token !== undefined) continue;
    if (place === 0 && given[0]?.code !== toCode(letter)) return false;
    while (at < given.length && given[at]!.code !== toCode(letter)) at += 1;
    if (at === given.length) return false;
    at += 1;
  }
  return true;
}

function agreeInOrder(reading: NameReading, name: MarkedName, given: Given): boolean {
  const missing = reading.given.reduce((bits, { token }) => (token === undefined ? bits : bits & ~(1 << token)), -1);
  if (
    given.length === 0 ||
    reading.given.length === 0 ||
    (name.words & reading.words & missing) !== (reading.words & missing)
  )
    return false;
  // `Ada Maria Berg` is `A. Berg`; with more words it is two persons.
  const extra = reading.given.slice(given.length).filter(({ token }) => token !== undefined).length;
  if (extra > 1 || (extra === 1 && !given.every(({ isInitial }) => isInitial))) return false;
  return reading.given.every(({ letter, token }, at) => {
    const own = given[at];
    if (own === undefined) return true;
    if (own.code !== toCode(letter)) return false;
    return token === undefined || own.isInitial || (name.words & (1 << token)) !== 0;
  });
}
