import { splitParticle } from "./family-first.js";
import { findShape, isOrganisation } from "./name-shape.js";
import { parseLiteral, type Literal } from "./parse-literal.js";
import { isParticle, type ReadName, readName } from "./read-name.js";

/**
 * Reads authors that a program has written with their parts, in Python or JSON: `[('Vance', 'Ada'), ('Liu', 'Bo')]`,
 * `[{"family": "Vance", "given": "Ada"}]`. Names whose parts cannot be told are left out; undefined for other text.
 */
export function readNestedNames(text: string): ReadName[] | undefined {
  const start = /^\s*(?:[[(]\s*[[({]|[({]\s*["'])/.exec(text)?.[0].replace(/\s/g, "");
  if (start === undefined) return undefined;
  const value = parseLiteral(text);
  const author = value instanceof Map ? readObject(value) : undefined;
  if (author !== undefined) return [author];
  // What is cut or written in another way may still be a list of names, but not tuples.
  if (!Array.isArray(value)) return /^[[(][[(]/.test(start) ? [] : undefined;
  const isFamilyFirst = findOrder(value.filter(isPair));
  return value.flatMap((item) => readAuthor(item, isFamilyFirst) ?? []);
}

type Pair = readonly [string, string];

function isPair(item: Literal): item is string[] & Pair {
  return (
    Array.isArray(item) && item.length === 2 && item.every((part) => typeof part === "string" && part.trim() !== "")
  );
}

/** Whether the family name comes first in pairs, as it does unless most of them show otherwise; undefined in doubt. */
function findOrder(pairs: readonly Pair[]): boolean | undefined {
  let families = 0;
  let givens = 0;
  let wholes = 0;
  for (const [first, second] of pairs) {
    // What follows the comma of `Vance, Ada` keeps its blank.
    if (/^\s/.test(second) || isGiven(second.trim()) || hasParticle(first)) families += 1;
    if (isGiven(first.trim()) || hasParticle(second)) givens += 1;
    if (isOrganisation(second) || (isWhole(first) && isWhole(second))) wholes += 1;
  }
  if (wholes * 2 > pairs.length) return undefined;
  if (families === givens) return families === 0 ? true : undefined;
  return families > givens;
}

/** Initials, or a name with initials: `A. B.`, `Ada B.` */
function isGiven(part: string): boolean {
  return findShape(part) === "initials" || /^\p{Lu}\p{Ll}+ \p{Lu}\.?$/u.test(part);
}

function hasParticle(part: string): boolean {
  return isParticle(part.trim().split(" ")[0]!) && part.trim().includes(" ");
}

/** Whether it may be a whole name: several words, none of them a particle. */
function isWhole(part: string): boolean {
  return part.trim().includes(" ") && !hasParticle(part);
}

function readAuthor(item: Literal, isFamilyFirst: boolean | undefined): ReadName | undefined {
  if (typeof item === "string") return item.trim() === "" ? undefined : readName(item.trim());
  if (Array.isArray(item)) return readTuple(item, isFamilyFirst);
  return item instanceof Map ? readObject(item) : undefined;
}

/** Family and given name, in this order if there is a third part, which can only be a suffix. */
function readTuple(parts: readonly Literal[], isFamilyFirst: boolean | undefined): ReadName | undefined {
  const texts = parts.map((part) => (typeof part === "string" ? part.trim() : "")).filter((part) => part !== "");
  const [first = "", second, suffix] = texts;
  if (texts.length > 3 || first === "") return undefined;
  if (second === undefined) return readName(first);
  if (suffix !== undefined)
    return /^(?:jr|sr|i{1,3}|iv)\.?$/i.test(suffix) ? composeParts(first, second, suffix) : undefined;
  if (isFamilyFirst === undefined) return undefined;
  return isFamilyFirst ? composeParts(first, second) : composeParts(second, first);
}

function composeParts(family: string, given: string, suffix?: string): ReadName {
  return { ...splitParticle(family), given, ...(suffix !== undefined && { suffix }) };
}

function readObject(fields: ReadonlyMap<string, Literal>): ReadName | undefined {
  const find = (names: readonly string[]) => {
    const found = names
      .map((name) => fields.get(name))
      .find((value) => typeof value === "string" && value.trim() !== "");
    return typeof found === "string" ? found.trim() : undefined;
  };
  const family = find(["family", "last", "lastname", "familyname", "surname"]);
  const given = find(["given", "first", "firstname", "givenname", "forename"]);
  if (family !== undefined) return given === undefined ? readName(family) : composeParts(family, given);
  const name = find(["name", "displayname", "fullname", "literal"]);
  if (name !== undefined) return readName(name);
  const author = fields.get("author");
  return author instanceof Map ? readObject(author) : undefined;
}
