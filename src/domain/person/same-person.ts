import { foldText } from "../text/fold-text.js";
import type { PersonName } from "./person-name.js";

/** An author as shown, and the parts of the name if they are known. */
export interface Author {
  readonly name: string;
  readonly parts?: PersonName | undefined;
}

/** The authors of a paper, each with the parts of the name if the paper has them. */
export function listAuthors(paper: {
  readonly authors: readonly string[];
  readonly authorNames?: readonly PersonName[] | undefined;
}): Author[] {
  return paper.authors.map((name, at) => ({ name, parts: paper.authorNames?.[at] }));
}

/**
 * Whether two names can be those of one person: the same family name, and given names that agree as far as both have
 * them, initials included. `Hinton G`, `G. E. Hinton` and `Geoffrey Hinton` are one person, and so are names in the
 * order of China and of Europe. Ignores case, accents and particles.
 */
export function areSamePerson(one: Author, other: Author): boolean {
  if (foldText(one.name) === foldText(other.name)) return true;
  const ones = readNames(one);
  const others = readNames(other);
  return ones.some((a) => others.some((b) => a.family === b.family && agree(a.given, b.given)));
}

/**
 * All words of a list of names, in alphabetical order and without what joins them: the same however a program divides
 * names that it cannot read, such as `Vance, A., Liu, B. and Okoro, D.` in one name.
 */
export function joinNameWords(authors: readonly Author[]): string {
  return authors
    .flatMap(({ name }) => splitName(name))
    .filter((word) => !/^(?:and|dr|prof)$/.test(word))
    .toSorted()
    .join(" ");
}

/** A list of authors in which persons are found by name, in constant time. */
export interface People {
  /** Positions of the authors who can be this person. */
  find(author: Author): readonly number[];
}

export function indexPeople(authors: readonly Author[]): People {
  const byFamily = new Map<string, { readonly at: number; readonly given: readonly string[] }[]>();
  for (const [at, author] of authors.entries()) {
    for (const { family, given } of readNames(author)) {
      const known = byFamily.get(family);
      if (known) known.push({ at, given });
      else byFamily.set(family, [{ at, given }]);
    }
  }
  return {
    find(author) {
      const found = readNames(author).flatMap(({ family, given }) =>
        (byFamily.get(family) ?? []).filter((name) => agree(name.given, given)).map(({ at }) => at),
      );
      return [...new Set(found)];
    },
  };
}

interface ReadName {
  readonly family: string;
  /** Words or initials, in order. */
  readonly given: readonly string[];
}

/** Every way to tell the family name of an author from the given names. */
function readNames({ name, parts }: Author): ReadName[] {
  if (parts)
    return "literal" in parts ? [{ family: joinWords(splitName(parts.literal)), given: [] }] : [readParts(parts)];
  const [before = "", ...after] = name.split(",");
  if (after.length > 0)
    return [{ family: joinWords(dropParticles(splitName(before))), given: splitGiven(after.join(" ")) }];
  const raw = splitRaw(name);
  const words = raw.map(foldWord);
  if (words.length <= 1) return [{ family: words.join(""), given: [] }];
  const readings = listInitialsLast(raw);
  const length = isSuffix(words.at(-1)!) && words.length > 2 ? words.length - 1 : words.length;
  for (let at = length - 1; at > 0 && at >= length - maxFamilyWords; at -= 1) {
    readings.push({ family: joinWords(dropParticles(words.slice(at, length))), given: words.slice(0, at) });
  }
  if (words.length <= 3) readings.push({ family: words[0]!, given: splitGiven(raw.slice(1).join(" ")) });
  // A family name is never a single letter, except where a script writes it so.
  return readings.filter(({ family }) => !/^[a-z]$/.test(family));
}

/** Spanish and Portuguese family names have two words, with particles up to four. */
const maxFamilyWords = 3;
const particles = new Set(
  "van von der den de del della di da do dos das du la le el al bin ibn ter ten zu zur af av".split(" "),
);

function readParts({ family, given = "" }: Exclude<PersonName, { literal: string }>): ReadName {
  return { family: joinWords(dropParticles(splitName(family))), given: splitGiven(given) };
}

/** `Vance A`, `Vance AB`, `van den Berg J-P`: up to three capitals after the family name. */
function listInitialsLast(raw: readonly string[]): ReadName[] {
  const first = raw.findIndex((_, at) => at > 0 && raw.slice(at).every(isInitials));
  if (first === -1) return [];
  const family = joinWords(dropParticles(raw.slice(0, first).map(foldWord)));
  return family.length < 2 ? [] : [{ family, given: splitGiven(raw.slice(first).join(" ")) }];
}

function isInitials(word: string): boolean {
  return /^\p{Lu}{1,3}$/u.test(word);
}

function isSuffix(word: string): boolean {
  return /^(?:jr|sr|i{2,3}|iv)$/.test(word);
}

/** Words of one to three capitals are initials without points. */
function splitGiven(given: string): string[] {
  return splitRaw(given).flatMap((word) => (isInitials(word) ? [...foldWord(word)] : [foldWord(word)]));
}

function splitName(name: string): string[] {
  return splitRaw(name).map(foldWord);
}

function splitRaw(name: string): string[] {
  return name.normalize("NFC").match(/[\p{L}\p{M}'’`]+/gu) ?? [];
}

/** Also `Müller` as `Mueller`, and `O'Neil` without its apostrophe. */
function foldWord(word: string): string {
  return foldText(word)
    .replace(/['’`]/g, "")
    .replace(/([aou])e/g, "$1");
}

function dropParticles(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !particles.has(word));
  return first <= 0 ? words : words.slice(first);
}

function joinWords(words: readonly string[]): string {
  return words.join("");
}

/**
 * Compares word by word as far as both lists go. An initial agrees with every word that it begins, and a word with
 * every longer form of it; `Tsung-Yi` and `Tsungyi` are one.
 */
function agree(ones: readonly string[], others: readonly string[]): boolean {
  const length = Math.min(ones.length, others.length);
  for (let at = 0; at < length; at += 1) {
    if (!haveOneBeginning(ones[at]!, others[at]!)) return isLong(ones) && isLong(others) && areOneWord(ones, others);
  }
  return true;
}

function haveOneBeginning(one: string, other: string): boolean {
  if (one.startsWith(other) || other.startsWith(one)) return true;
  if (one.length < 2 || other.length < 2) return false;
  const [a, b] = [spellPlainly(one), spellPlainly(other)];
  return a.startsWith(b) || b.startsWith(a);
}

function isLong(words: readonly string[]): boolean {
  return words.every((word) => word.length > 1);
}

function areOneWord(ones: readonly string[], others: readonly string[]): boolean {
  return ones.length !== others.length && haveOneBeginning(joinWords(ones), joinWords(others));
}

/** One spelling for those of transliterations and short forms: `Aleksandr` and `Alexander`, `Yury` and `Iouri`. */
function spellPlainly(word: string): string {
  const plain = plainSpellings.reduce((text, [pattern, by]) => text.replace(pattern, by), word);
  return oneName.get(plain) ?? plain;
}

const plainSpellings: readonly (readonly [RegExp, string])[] = [
  [/x/g, "ks"],
  [/ph/g, "f"],
  [/ou/g, "u"],
  [/gu(?=[ei])/g, "g"],
  [/c?k|c(?![hei])/g, "k"],
  [/(?<=[tckgd])h/g, ""],
  [/[yj]/g, "i"],
  [/w/g, "v"],
  [/(?<=.)ie/g, "e"],
  [/(.)\1+/g, "$1"],
  [/(?<=[bdfgklmnprstvz])er$/g, "r"],
];

/** Forms of a common given name, spelled plainly. */
const oneName = new Map(
  [
    ["mohamed", "muhamad", "mohamad", "muhamed", "mohamed", "mehmed", "mehmet"],
    ["mikael", "mike", "mikhail", "mihail", "mikail"],
    ["robert", "bob"],
    ["vilam", "viliam", "bil"],
    ["stefen", "steven", "steve", "stefan"],
  ].flatMap(([first = "", ...others]) => [first, ...others].map((name) => [name, first] as const)),
);
