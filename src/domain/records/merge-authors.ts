import type { Paper } from "../paper/paper.js";
import { isAnonymous } from "../paper/empty-value.js";
import { inferName } from "../person/infer-name.js";
import { formatName, type PersonName } from "../person/person-name.js";
import { type Author, indexPeople, joinNameWords, listAuthors } from "../person/same-person.js";
import { cleanMarkup } from "../text/clean-markup.js";
import { foldPlain, isMangled, looksMangled } from "./poorer-text.js";
import { isShouting } from "./better-text.js";

export type AuthorFields = Pick<Paper, "authors" | "authorNames">;

/** What a source may do to the stored authors. */
export interface AuthorRights {
  readonly mayReplace: boolean;
  /** Whether it may add the others to a list that was cut. */
  readonly mayComplete: boolean;
}

/**
 * Merges the authors of another record of a paper into the stored ones. Of two names of one person the fuller one
 * stays, and a list that was cut, or is in capitals, does not replace the whole one. Other lists replace the stored one
 * if they may.
 */
export function mergeAuthors(kept: AuthorFields, incoming: AuthorFields, rights: AuthorRights): AuthorFields {
  const { mayReplace, mayComplete } = rights;
  if (isNobody(incoming) && (kept.authors.length > 0 || incoming.authors.length === 0))
    return toFields(listAuthors(kept));
  if (isNobody(kept)) return toFields(listAuthors(incoming));
  const stored = listAuthors(kept);
  const given = restoreNames(listAuthors(incoming), stored);
  // Programs divide a list that stands in one name in different ways.
  if (given.length !== stored.length && joinNameWords(given) === joinNameWords(stored)) return toFields(stored);
  const isCut = given.length < stored.length && arePeopleOf(given, stored);
  const isPoorer = given.length === stored.length && isInCapitals(given) && !isInCapitals(stored);
  const completes = mayComplete && given.length > stored.length && arePeopleOf(stored, given);
  const replaces = completes || (mayReplace && !isCut && !isPoorer && given.length >= stored.length);
  const [base, other] = replaces ? [given, stored] : [stored, given];
  const people = indexPeople(other);
  const taken = new Set<number>();
  const names = base.map((author, at) => {
    const places = people.find(author).filter((found) => !taken.has(found));
    // Two authors can have one family name and initial: the same name is best, then the same place.
    const place = places.find((found) => other[found]!.name === author.name) ?? (places.includes(at) ? at : places[0]);
    if (place === undefined) return replaces && isScrambled(author.name, other[at]?.name) ? other[at]! : author;
    taken.add(place);
    const [old, fresh] = replaces ? [other[place]!, author] : [author, other[place]!];
    return chooseName(old, fresh, mayReplace);
  });
  const merged = toFields(names);
  return kept.authorNames === undefined && showsParts(kept.authors, merged) ? { authors: merged.authors } : merged;
}

function isNobody({ authors }: AuthorFields): boolean {
  return authors.every(isAnonymous);
}

/** Names that a wrong encoding mangled are those of the stored list. */
function restoreNames(given: readonly Author[], stored: readonly Author[]): readonly Author[] {
  if (!given.some(({ name }) => looksMangled(name))) return given;
  const known = new Map(stored.map((author) => [foldPlain(author.name), author]));
  return given.map((author) => {
    const match = known.get(foldPlain(author.name));
    return match && isMangled(author.name, match.name) ? match : author;
  });
}

/** Whether the authors are the stored ones, and every name shows its parts: then these say nothing new. */
function showsParts(stored: readonly string[], { authors, authorNames = [] }: AuthorFields): boolean {
  if (authors.length !== stored.length || authors.some((name, at) => name !== stored[at])) return false;
  return authorNames.every((name, at) => {
    const shown = cleanMarkup(authors[at]!);
    // Two people in one name have no parts.
    return / (?:and|&) /.test(shown) || findFamily(name) === findFamily(inferName(shown));
  });
}

function isInCapitals(authors: readonly Author[]): boolean {
  return isShouting(authors.map(({ name }) => name).join(" "));
}

/** Whether each word of a name only begins one of the other name's, in another order: `G M Del` of `M. Del Giudice`. */
function isScrambled(name: string, other = ""): boolean {
  const words = listWords(name);
  const whole = listWords(other);
  if (words.length < 2 || words.join("").length >= whole.join("").length) return false;
  return words
    .toSorted((a, b) => b.length - a.length)
    .every((word) => {
      const at = whole.findIndex((one) => one.startsWith(word));
      if (at !== -1) whole.splice(at, 1);
      return at !== -1;
    });
}

function arePeopleOf(few: readonly Author[], many: readonly Author[]): boolean {
  const people = indexPeople(many);
  return few.every((author) => people.find(author).length > 0);
}

/** A person's name is not replaced by a poorer one. */
function chooseName(old: Author, fresh: Author, mayReplace: boolean): Author {
  if (isNameInCapitals(fresh.name) && !isNameInCapitals(old.name)) return old;
  if (restatesName(fresh, old, mayReplace)) {
    const parts = haveSameOrder(fresh, old) ? fresh.parts : undefined;
    return { name: old.name, parts: old.parts ?? parts };
  }
  const gain = measureName(fresh) - measureName(old);
  const [best, rest] = gain > 0 || (gain === 0 && mayReplace) ? [fresh, old] : [old, fresh];
  if (best.parts || !rest.parts) return best;
  const parts = splitLike(best.name, rest.parts);
  return parts ? { name: best.name, parts } : old;
}

/**
 * Whether a name only restates the stored one: the same words, without markup and signs such as footnote marks. Their
 * order and parts count only in a source that may correct them.
 */
function restatesName(fresh: Author, old: Author, mayReplace: boolean): boolean {
  if (!haveSameOrder(fresh, old)) {
    const [words, known] = [listWords(fresh.name), listWords(cleanMarkup(old.name))];
    return !mayReplace && words.toSorted().join() === known.toSorted().join();
  }
  return !fresh.parts || !old.parts || !mayReplace || JSON.stringify(fresh.parts) === JSON.stringify(old.parts);
}

function haveSameOrder(fresh: Author, old: Author): boolean {
  return listWords(fresh.name).join() === listWords(cleanMarkup(old.name)).join();
}

function listWords(name: string): string[] {
  return name.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
}

function findFamily(name: PersonName): string {
  return listWords("literal" in name ? name.literal : name.family).join();
}

/** Whole words count more than initials; then accents, and the family name in the last place. */
function measureName({ name, parts }: Author): number {
  const isLoud = isNameInCapitals(name);
  const words = name.match(/[\p{L}\p{M}'’]+/gu) ?? [];
  const isInitials = (word: string) => word.length === 1 || (!isLoud && /^\p{Lu}{2,3}$/u.test(word));
  const initials = words.filter(isInitials).join("").length;
  const whole = words.filter((word) => !isInitials(word)).length;
  const hasMarks = /[^\0-\x7f]/.test(name);
  const isInOrder = words.length < 2 || !isInitials(words.at(-1)!);
  return whole * 8 + initials * 2 + (isLoud ? -4 : 0) + (hasMarks ? 1 : 0) + (isInOrder ? 0.5 : 0) + (parts ? 0.25 : 0);
}

/** Without a small letter, but more than initials. */
function isNameInCapitals(name: string): boolean {
  return name === name.toUpperCase() && /\p{Lu}{2}/u.test(name);
}

/** The parts of a fuller name, divided where those of the other name are. */
function splitLike(name: string, parts: PersonName): PersonName | undefined {
  if ("literal" in parts) return undefined;
  const { given: _, ...rest } = parts;
  const tail = formatName(rest);
  if (!name.toLowerCase().endsWith(` ${tail.toLowerCase()}`)) return undefined;
  return { ...rest, given: name.slice(0, -tail.length).trim() };
}

/** The parts are kept if every name has them. */
function toFields(authors: readonly Author[]): AuthorFields {
  const names = authors.map(({ parts }) => parts).filter((parts) => parts !== undefined);
  return {
    authors: authors.map(({ name }) => name),
    ...(names.length > 0 && names.length === authors.length && { authorNames: names }),
  };
}
