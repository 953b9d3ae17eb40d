import {
  findShape,
  isDegree,
  isEastAsian,
  isGeneration,
  isOrganisation,
  isSuffix,
  type NameShape,
} from "./name-shape.js";
import { readNestedNames } from "./nested-names.js";
import { formatName, type PersonName } from "./person-name.js";
import { isListOfWords, type NameStyle, splitGlued, unknownStyle } from "./name-style.js";
import { composeName, isParticle, type ReadName, readName } from "./read-name.js";

/** The authors of a paper, and the parts of their names if the spelling tells all of them apart. */
export interface AuthorFields {
  readonly authors: string[];
  readonly authorNames?: PersonName[];
}

/** Splits a list of names. */
export function splitNames(text: string): string[] {
  return readAuthors(text).authors;
}

/**
 * Reads a list of names in one of the many ways to write it: `Vance, Ada; Liu, Bo`, `Ada Vance, Bo Liu and Di Okoro`,
 * `Vance, A., Liu, B., & Okoro, D.`, `Vance A, Liu BC`, `Vance, Ada and Liu, Bo`, `["Ada Vance", "Bo Liu"]`, a name a
 * line. Whether a comma separates names or parts of a name follows from the whole list. Two parts separated by a comma,
 * one of them a single word, are one person, last name first.
 */
export function readAuthors(text: string, style: NameStyle = unknownStyle): AuthorFields {
  const read = readNestedNames(text) ?? readList(text, style);
  const names = read.filter((name) => typeof name !== "string" || /[\p{L}\p{N}]/u.test(name));
  const authors = names.map((name) => (typeof name === "string" ? name : formatName(name)));
  const hasFamilies = names.some((name) => typeof name !== "string" && "family" in name);
  const isTold = hasFamilies && names.every((name) => typeof name !== "string" || isWhole(name));
  if (!isTold) return { authors };
  return { authors, authorNames: names.map((name) => (typeof name === "string" ? { literal: name } : name)) };
}

/** Whether a name has no parts: that of an organisation, or one word. */
function isWhole(name: string): boolean {
  return isOrganisation(name) || !name.includes(" ");
}

/** Parses `["a", "b"]` and `['a', 'b']`; undefined for any other text. */
export function readBracketList(text: string): string[] | undefined {
  const inner = /^\s*\[([\s\S]*)\]\s*$/.exec(text)?.[1];
  if (inner === undefined) return undefined;
  const objects = [...inner.matchAll(/["'](?:display_|full_?)?name["']\s*:\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/gi)];
  const listed = objects.length > 0 ? objects.map(([, name = ""]) => name).join(",") : inner;
  const items = [...listed.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|[^,\s][^,]*/g)];
  return items.map(([bare, double, single]) => (double ?? single ?? bare).replace(/\\(.)/g, "$1").trim());
}

function readList(text: string, style: NameStyle): ReadName[] {
  const listed = readBracketList(text);
  if (listed) return readEach(listed.map(cleanNames));
  const cleaned = cleanNames(text);
  const separator = separators.find((one) => one.test(cleaned));
  if (separator) return readPieces(cleaned.split(separator).map((piece) => trimName(piece.trim())));
  const joined = isOrganisation(cleaned) && !cleaned.includes(",") ? [cleaned] : cleaned.split(conjunction);
  const pieces = joined.map(trimName).filter((piece) => piece !== "");
  if (pieces.length > 1) return readJoined(pieces);
  if (style.isGlued) return readEach(splitGlued(cleaned));
  return readCommas(cutCommas(cleaned), style);
}

/** Each is one name. Initials follow family names in most names of a list or in none, so `Bo LI` is in natural order. */
function readEach(names: readonly string[]): ReadName[] {
  const shapes = names.map((name) => (name.includes(",") ? undefined : findShape(name)));
  const trailing = shapes.filter((shape) => shape === "family-initials").length;
  const isNatural = trailing < shapes.filter((shape) => shape === "words" || shape === "initials-family").length;
  return names.map((name, at) => (isNatural && shapes[at] === "family-initials" ? name : readName(name)));
}

/** Separators that never occur within a name, the surest first. */
const separators = [/;/, /\|/, /\/\//, /\n/, / \/ |(?<=\p{L}{2} ?\p{L}{2,})\/(?=\p{L}+\.? \p{L}{2})/u];
const conjunction = /,? (?:and|And|AND|&|und|et) /;

/** Removes what is written beside names: identifiers, marks of footnotes, roles, `et al.` */
function cleanNames(text: string): string {
  if (!hasMarks.test(text)) return text;
  const spaced = text
    .replace(/[；﹔]/g, ";")
    .replace(/[，、﹐]/g, ",")
    .replace(/[｜¦]/g, "|")
    .replace(/[^\S\n]+/g, " ")
    .trim();
  const bare = spaced
    .replace(/\(?(?:orcid:? ?)?(?:https?:\/\/orcid\.org\/)?\d{4}-\d{4}-\d{4}-\d{3}[\dX]\)?/gi, "")
    .replace(/ ?\([\d, -]*\)| ?\[[\da-z*†, ]{0,20}\]|<[^<>]{0,100}@[^<>]{0,100}>/gi, "")
    .replace(/ ?\((?:eds?|hrsg|editors?|authors?|orcid)[.:]?\)/gi, "")
    .replace(/(?<=[\p{L}.)])(?<![¹²³⁰-⁹*†‡§¶])[¹²³⁰-⁹*†‡§¶]+(?!\p{L})|\^[\d*,]+/gu, "")
    .replace(/(?<=\p{L}\.?)\d{1,3}(?: ?, ?\d{1,3})*(?= ?(?:[,;|&\n]|$| and ))/gu, "")
    .replace(/,? and \d+ others?$/i, "")
    .replace(/(?<= \p{Lu}{2,3})\.$/u, "");
  return dropOthers(bare).trim();
}

/** Without `et al.`, `and others` or dots at the end. */
function dropOthers(text: string): string {
  const start = text.replace(/(?<![ ,;.])[ ,;.]+$/, "");
  const dots = text.indexOf("...", start.length);
  const others = /(?:\bet\.? ?al|\band others|…)$/i.exec(start)?.index ?? dots;
  return others === -1 ? text : text.slice(0, others).replace(/[,;]? ?$/, "");
}

/** Most lists have nothing beside the names. */
const hasMarks = /[\d()[\]<>^*†‡§¶¹²³⁰-⁹…；﹔，、﹐｜¦\t\r\u00A0]|^\s|\s$|\s\s|\bal\b|others|[A-Z]{2}\.$|\.{3}/i;

function trimName(piece: string): string {
  return piece.replace(/^(?:and |& |und )|^[,;. ]+/i, "").replace(/(?<![, ])[, ]+$/, "");
}

/** Names between separators, among them `Bo Liu and Di Okoro`, and PubMed's list before the name of a group. */
function readPieces(pieces: readonly string[]): ReadName[] {
  const names = pieces.flatMap((piece) => {
    const parts = cutCommas(piece);
    const isList = parts.length > 1 && parts.every((part) => findShape(part) === "family-initials");
    return isList && pieces.some(isOrganisation) ? parts : (splitPair(piece) ?? [piece]);
  });
  return readEach(names);
}

/** Two names of one piece, `Bo Liu and Di Okoro`; undefined for one, as `Bo Liu and Co.` */
function splitPair(piece: string): string[] | undefined {
  if (!conjunction.test(piece)) return undefined;
  const sides = piece.split(conjunction).map(trimName);
  const isName = (side: string) =>
    /[ ,]/.test(side) && !isOrganisation(side) && !/(?<!\p{L})(?:of|for|the)(?!\p{L})/u.test(side);
  return sides.every(isName) && !isOrganisation(piece) ? sides : undefined;
}

/** Pieces around `and`. */
function readJoined(pieces: readonly string[]): ReadName[] {
  const commas = pieces.map((piece) => cutCommas(piece).length - 1);
  const last = commas.at(-1);
  const head = pieces.slice(0, -1);
  // BibTeX's way: every `and` separates, every comma is within a name.
  if (pieces.length > 2 || commas.every((count) => count === 1) || commas[0] === 0) return readEach(pieces);
  const parts = cutCommas(pieces.join(","));
  if (last !== undefined && last > 0) return parts.length % 2 === 0 ? readPairs(parts) : readCommas(parts);
  const listed = head.flatMap(cutCommas);
  const isInverted = listed.length === 2 && isOrganisation(pieces.at(-1)!);
  const shapes = listed.map(findShape);
  const isList = !isInverted && !shapes.includes("initials");
  return [...(isList ? readEach(listed) : readCommas(listed)), readName(pieces.at(-1)!)];
}

/** The parts between commas; a suffix stays with its name, degrees and numbers are left out. */
function cutCommas(text: string): string[] {
  const parts: string[] = [];
  for (const part of text.split(",").map(trimName)) {
    if (part === "" || isDegree(part) || /^[\d*]+$/.test(part)) continue;
    if (isSuffix(part) && parts.length > 0 && !(isGeneration(part) && findShape(parts.at(-1)!) === "word"))
      parts.push(`${parts.pop()}, ${part}`);
    else parts.push(part);
  }
  return parts;
}

/** Names in a list with commas only, which separate either names or the parts of names. */
function readCommas(parts: readonly string[], style: NameStyle = unknownStyle): ReadName[] {
  const [first = "", second] = parts;
  if (second === undefined) return [readName(style.endsInFullStop ? first.replace(/\.$/, "") : first)];
  if (isOrganisation(first) && parts.length === 2) return [`${first}, ${second}`];
  if (parts.every(isEastAsian) || parts.some(endsInCapitals)) return [...parts];
  const shapes = parts.map((part) => findShape(part.replace(/,.*/, "")));
  const isShape = (shape: NameShape) => (one: NameShape) => one === shape;
  if (shapes.filter(isShape("family-initials")).length > parts.length / 2) return readEach(dropFullStop(parts));
  if (parts.length === 2) return isOnePerson(parts, shapes) || style.hasParts ? readPairs(parts) : readEach(parts);
  if (style.hasFamiliesOnly && isListOfWords(parts)) return [...parts];
  const single = shapes.filter(isShape("word")).length;
  const hasFamilies =
    single * 2 >= parts.length ||
    parts.every((part, at) => at % 2 === 1 || isFamily(part)) ||
    shapes.every((shape, at) => (at % 2 === 1) === (shape === "family-initials"));
  const isAlternating = parts.length % 2 === 0 && hasFamilies;
  const isNatural = shapes.every((shape, at) => at % 2 === 0 || shape === "initials-family");
  if (isAlternating && !isNatural) return readPairs(parts);
  return shapes.some(isShape("initials")) ? readInitialled(parts, shapes) : readEach(parts);
}

/** Whether two parts are the family and given names of a person. */
function isOnePerson([family = ""]: readonly string[], [first, second]: readonly NameShape[]): boolean {
  if (first === "word") return true;
  if (first === "initials-family" || second === "initials-family") return false;
  const isName = [first, second].some((shape) => shape === "word" || shape === "initials");
  return isName || second === "family-initials" || isParticle(family.split(" ")[0]!);
}

/** `Ada VANCE`: the family name is marked. */
function endsInCapitals(name: string): boolean {
  return /^\p{Lu}\p{Ll}+(?: .*)? \p{Lu}{4,}$/u.test(name);
}

/** PubMed ends a list without other full stops in one: `Vance A, Liu BC.` */
function dropFullStop(parts: readonly string[]): string[] {
  const others = parts.slice(0, -1);
  const last = parts.at(-1)!;
  return [...others, others.some((part) => part.includes(".")) ? last : last.replace(/\.$/, "")];
}

/** Whether a part can be a family name before a comma: one word, or a word with its particles. */
function isFamily(part: string): boolean {
  const words = part.split(" ");
  return findShape(part) === "word" || (words.length > 1 && words.slice(0, -1).every(isParticle));
}

function readPairs(parts: readonly string[]): ReadName[] {
  return parts.flatMap((part, at) => (at % 2 === 0 ? readName(`${part}, ${parts[at + 1]!}`) : []));
}

/** `Vance, A., B. Liu`: initials belong to the name before them, and names in natural order may follow. */
function readInitialled(parts: readonly string[], shapes: readonly NameShape[]): ReadName[] {
  const isNatural = shapes.some((shape, at) => shape === "words" && shapes[at + 1] !== "initials");
  return parts.flatMap((part, at) => {
    const isAfterName = shapes[at] === "initials" && at > 0 && shapes[at - 1] !== "initials";
    if (isAfterName) return [];
    const next = shapes[at] !== "initials" && shapes[at + 1] === "initials" ? parts[at + 1]! : undefined;
    // `Ada Vance, MD, Bo Liu`
    const hasDegree =
      isNatural && shapes[at] === "words" && next !== undefined && /^(?:MD|RN|MA|MS|MPH|MBA)$/.test(next);
    return next === undefined || hasDegree ? readName(part) : composeName(part, next);
  });
}
