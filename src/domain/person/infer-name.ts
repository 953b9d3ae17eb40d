import { countCertainInitials } from "./name-shape.js";
import type { PersonName } from "./person-name.js";

/**
 * The parts of a display name in natural order, as far as it shows them: particles and a suffix are recognised, and the
 * last word is the family name. A name of one word, of an organisation or in a script that is written family name first
 * has no parts. `formatName` gives the display name again, except of `Berg, Ada` and `Berg A`.
 */
export function inferName(display: string): PersonName {
  const name = display.trim().replace(/\s+/g, " ");
  if (name.includes(",")) return inferInverted(name) ?? { literal: name };
  if (familyFirst.test(name) || isOrganisation(name)) return { literal: name };
  const words = name.split(" ");
  const suffix = words.length > 2 && isSuffix(words.at(-1)!) ? words.pop() : undefined;
  if (words.length < 2) return { literal: name };
  // `Vance A` is written family name first.
  const initials = suffix === undefined ? countCertainInitials(words) : 0;
  if (initials > 0) words.unshift(...words.splice(-initials));
  const { particle, family } = cutFamily(words);
  const given = words.slice(0, words.length - family.length - particle.length).join(" ");
  return {
    family: family.join(" "),
    ...(given !== "" && { given }),
    ...(particle.length > 0 && { particle: particle.join(" ") }),
    ...(suffix !== undefined && { suffix }),
  };
}

/** `Berg, Ada` and `Berg, Jr.`; undefined for two people or an organisation with a comma. */
function inferInverted(name: string): PersonName | undefined {
  const [last = "", given = "", ...more] = name.split(",").map((part) => part.trim());
  if (more.length > 0 || last === "" || given === "" || /\d/.test(name) || isOrganisation(name)) return undefined;
  const words = last.split(" ");
  if (isSuffix(given)) {
    const whole = inferName(last);
    return "family" in whole ? { ...whole, suffix: given } : undefined;
  }
  const { particle, family } = cutFamily(["", ...words]);
  if (family.length + particle.length < words.length || given.split(" ").length > 3) return undefined;
  return { family: family.join(" "), given, ...(particle.length > 0 && { particle: particle.join(" ") }) };
}

/** The family name at the end of the words and the particle before it; at least the first word is neither. */
function cutFamily(words: readonly string[]): { particle: readonly string[]; family: readonly string[] } {
  const lastAt = words.length - 1;
  let start = lastAt;
  // A particle may stand before an initial and the family name: `José de M. Cardoso`.
  if (start > 2 && /^\p{Lu}\.$/u.test(words[start - 1]!) && isLowerParticle(words[start - 2]!)) start -= 1;
  const end = start;
  while (start > 1 && isParticle(words[start - 1]!)) start -= 1;
  // From a capital on, it is part of the family name: `Van Gool`, `De la Torre`, `de La Garde`.
  const first = words.findIndex((word, at) => at >= start && !(at < end && isLowerParticle(word)));
  return { particle: words.slice(start, first), family: words.slice(first) };
}

const lowerParticles = new Set(
  "van von vom zu zum zur af av de der den des del della dello degli dei di da do dos das du la le les los las ter ten te het 't op d' el al bin ibn ben y e".split(
    " ",
  ),
);
/** In other names `Le`, `Da` and `Do` are names of their own. */
const capitalParticles = new Set("Van Von De Der Den Del Della Di Dos El Al Ter La".split(" "));

function isLowerParticle(word: string): boolean {
  return lowerParticles.has(word);
}

function isParticle(word: string): boolean {
  return lowerParticles.has(word) || capitalParticles.has(word);
}

function isSuffix(word: string): boolean {
  return /^(?:Jr|Sr|II|III|IV)\.?$/.test(word);
}

/** Names in these scripts are written family name first, also with a blank. */
const familyFirst = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;

const organisation =
  /\b(?:collaboration|consortium|committee|group|team|network|society|association|institute|institut|university|universität|department|ministry|council|agency|foundation|project|investigators|organi[sz]ation|commission|laborator(?:y|ies)|lab|labs|research|inc|ltd|llc|gmbh|corp|and|of|the|for|others)\b|[&\d@/:]/iu;

function isOrganisation(name: string): boolean {
  return organisation.test(name);
}
