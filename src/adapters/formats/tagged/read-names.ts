import { cleanMarkup } from "../../../domain/text/clean-markup.js";
import { formatName, type PersonName } from "../../../domain/person/person-name.js";
import { joinLines } from "./reference.js";

export interface AuthorFields {
  readonly authors: readonly string[];
  /** Absent where no name comes in parts. */
  readonly authorNames?: readonly PersonName[];
}

/**
 * Names as reference managers write them: `Family, Given`, `Family, Given, Suffix`, `Family AB`, or an organisation.
 * Several may stand in one value.
 */
export function readNames(values: readonly string[]): AuthorFields {
  const names: ParsedName[] = [];
  for (const value of values) names.push(...parseNames(value));
  return toFields(names);
}

export function parseNames(value: string): ParsedName[] {
  const plain = parsePlainName(value);
  if (plain) return [plain];
  const names = splitNames(cleanMarkup(joinLines(value))).map(parseName);
  return names.filter((name) => name !== undefined);
}

/** The usual name, which needs no further thought: reading names is a third of the work. */
function parsePlainName(value: string): PersonName | undefined {
  const comma = value.indexOf(", ");
  if (comma < 1 || !plainName.test(value)) return undefined;
  const given = value.slice(comma + 2);
  return notGiven.test(given) ? undefined : { family: value.slice(0, comma), given };
}

const plainName =
  /^[A-Z\u00C0-\u00DE][A-Za-z\u00C0-\u024F'’-]+(?: [A-Z\u00C0-\u00DE][a-z\u00DF-\u024F]+)?, [A-Z\u00C0-\u00DE](?:(?:[a-z\u00DF-\u024F]+(?:-[A-Za-z\u00DF-\u00FF][a-z\u00DF-\u00FF]*)*)|\.(?:[A-Z]\.)*)(?: [A-Z](?:[a-z\u00DF-\u00FF-]+|\.?))*$/;
/** A suffix, a degree or a company: `Vance, Ada Jr`, `Shore, Inc.`. */
const notGiven = /(?:^| )(?:[JS]r|II|IV|Inc|Ltd|Corp|Gmbh|Plc|Co)\b/;

/** Names of organisations, which have no parts. */
export function readOrganisations(values: readonly string[]): PersonName[] {
  return values.map((value) => ({ literal: cleanMarkup(joinLines(value)) })).filter(({ literal }) => literal !== "");
}

/** A name in parts, or a whole one in natural order, of which the source does not tell the parts. */
export type ParsedName = PersonName | { readonly whole: string };

export function toFields(names: readonly ParsedName[]): AuthorFields {
  const authors = names.map((name) => ("whole" in name ? name.whole : formatName(name)));
  if (names.every(isPerson)) return { authors, authorNames: names };
  if (!names.some(isPerson)) return { authors };
  // Beside names in parts, a name without a comma is that of an organisation.
  return { authors, authorNames: names.map((name) => ("whole" in name ? { literal: name.whole } : name)) };
}

function isPerson(name: ParsedName): name is PersonName {
  return "family" in name;
}

/** `Vance, Ada; Liu, Bo`, `Vance, Ada and Liu, Bo`, `Vance, A., Liu, B.` */
function splitNames(written: string): string[] {
  const text = written.replace(/\s+/g, " ").replace(aside, "");
  if (text.includes(";")) return text.split(";");
  const and = text.search(/ (?:and|&) /);
  if (and > 0 && text.lastIndexOf(",", and) !== -1 && text.includes(",", and)) return text.split(/,? (?:and|&) /);
  const parts = text.split(",").map((part) => part.trim());
  if (!isFamilyGivenList(parts)) return [text];
  return parts.flatMap((part, at) => (at % 2 === 0 ? [`${part}, ${parts[at + 1] ?? ""}`] : []));
}

/** Family and given names in turn, as opposed to the parts of one name or of an organisation. */
function isFamilyGivenList(parts: readonly string[]): boolean {
  if (parts.length < 4 || parts.length % 2 !== 0 || parts.some((part) => isDegree(part) || isSuffix(part)))
    return false;
  const isShort = (part: string, words: number) => part !== "" && part.split(" ").length <= words;
  return !isOrganisation(parts.join(" ")) && parts.every((part, at) => isInitials(part) || isShort(part, 3 - (at % 2)));
}

/** What databases add in brackets: an address, an ORCID iD, a role. */
const aside =
  / ?[([][^()[\]]{0,200}(?:@|\d{4}-\d{4}-\d{4}-\d{3}[\dX]|\b(?:eds?|editors?|reprint|author|inventor|hrsg)\b)[^()[\]]{0,200}[)\]]/gi;

/** No name is longer. */
const maxNameLength = 500;

/** Undefined for what is no name, such as `et al.`. */
function parseName(written: string): ParsedName | undefined {
  if (written.length > maxNameLength) return { literal: written };
  const text = trimName(written);
  if (!/\p{L}/u.test(text) || noName.test(text)) return undefined;
  const [family = "", ...rest] = text.split(",").map((part) => part.trim());
  const given = dropDegrees(family, rest);
  if (given.length === 0) return parseWithoutComma(family);
  if (given.length > 2 || family === "" || isCompanySuffix(given.at(-1) ?? "")) return { literal: text };
  // Databases write initials in capitals: `KENNEDY, JR`.
  const suffix = given.find((part) => isSuffix(part) && (given.length > 1 || !/^[JS]R$/.test(part)));
  return composeName(
    family,
    given.find((part) => part !== suffix),
    suffix,
  );
}

/** After a family name alone, `M.D.` are initials. */
function dropDegrees(family: string, rest: readonly string[]): string[] {
  const parts = rest.filter((part) => part !== "");
  const [only = ""] = parts;
  const areInitials = parts.length === 1 && !/\p{Lu}[^\s\p{Lu}]* /u.test(family) && !/\p{Ll}/u.test(only);
  return areInitials ? parts : parts.filter((part) => !isDegree(part));
}

const noName =
  /^(?:et\.?[ -]?al|(?:and )?others|\[?anon(?:ymous)?\]?|n\/?a|\[?no authors? (?:listed|name available)\]?)\.?$/i;

/** `Vance AB`, `van den Berg A Jr`, `A. B. Vance`; names with other words are left whole. */
function parseWithoutComma(text: string): ParsedName {
  const [, before, after] = initialsFirst.exec(text) ?? [];
  if (before !== undefined && after !== undefined) return composeName(after, before);
  const words = text.split(/\s+/);
  const last = words.at(-1) ?? "";
  const suffix = words.length > 2 && isSuffix(last) ? last : undefined;
  const end = suffix === undefined ? words.length : words.length - 1;
  const initials = words[end - 1] ?? "";
  const family = words.slice(0, end - 1).join(" ");
  // `MARINE TECHNOL SOC` has no initials.
  const isShouted = initials.length > 2 && family === family.toUpperCase();
  const hasParts = end >= 2 && isInitials(initials) && !isShouted && !isOrganisation(text);
  if (!hasParts || words.slice(0, end - 1).some((word) => /^\p{Lu}$|\./u.test(word))) {
    return words.length === 1 || isShouted || isOrganisation(text) ? { literal: text } : { whole: text };
  }
  return composeName(family, initials, suffix);
}

const initialsFirst = /^((?:\p{Lu}\p{Ll}?\.[ -]?){1,5}) ?((?:\p{Ll}[\p{Ll}'’]* ){0,3}\p{Lu}[\p{L}'’-]+)$/u;

/** Splits particles from the family name, and from the end of the given names: `Berg, Ada van den`. */
function composeName(written: string, writtenGiven = "", suffix?: string): PersonName {
  const [, before = "", family = written] = /^((?:\p{Ll}[\p{Ll}'’]* )+)(\S.*)$/u.exec(written) ?? [];
  const [, first, after = "", late] = givenPattern.exec(writtenGiven) ?? [];
  const given = (first ?? writtenGiven).replace(degrees, "").trim();
  const particle = [after, before]
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .join(" ");
  const end = suffix ?? late;
  return {
    family,
    ...(given !== "" && { given }),
    ...(particle !== "" && { particle }),
    ...(end !== undefined && { suffix: end }),
  };
}

const particles = "(?:van|von|vander|der|den|de|del|della|di|da|do|dos|das|du|la|le|los|ter|ten|te|zu|zur|af|av|'t)";
const givenPattern = new RegExp(
  String.raw`^(\S.*?)((?: ${particles}){1,3})?(?: (Jr\.?|Sr\.?|2nd|3rd|4th|II|III|IV))?$`,
);

/** Without what stands around names: numbers of affiliations, a comma, `and`, a stray full stop. */
function trimName(text: string): string {
  const name = dropMarks(text.trim()).replace(/(?<![\s,;])[\s,;]+(?:and|&)?$/, "");
  return /\p{L}\p{Ll}{2}\.$/u.test(name) && !/\b(?:inc|ltd|corp)\.$/i.test(name) ? name.slice(0, -1) : name;
}

/** From the end, word by word: a pattern would try every word as the first of the marks. */
function dropMarks(text: string): string {
  let end = text.length;
  for (let at = end; ;) {
    while (/[\s,]/.test(text.charAt(at - 1))) at -= 1;
    const markEnd = at;
    while (/[\d*+†‡§#]/.test(text.charAt(at - 1))) at -= 1;
    if (at === markEnd || !/[\s,]/.test(text.charAt(at - 1))) return text.slice(0, end);
    while (/[\s,]/.test(text.charAt(at - 1))) at -= 1;
    end = at;
  }
}

const degree = String.raw`(?:M\.?D|Ph\.?D|M\.?P\.?H|M\.?Sc|B\.?Sc|MS|MA|RN|DVM|FRCP|FACS|DDS|MBBS|DrPH|ScD|MBA|MBChB)\.?`;
/** Behind given names: `Ada B. MD, PhD`. */
const degrees = new RegExp(String.raw`(?<=[\p{Ll}.])(?:,? ${degree})+$`, "u");

const wholeDegree = new RegExp(`^${degree}$`);

/** A word of its own behind the name; the two letters of `MA` and `MS` may be initials. */
function isDegree(text: string): boolean {
  return text.length > 2 && wholeDegree.test(text);
}

function isInitials(text: string): boolean {
  return /^(?:\p{Lu}{1,3}|(?:\p{Lu}\p{Ll}?\.[ -]?)+\p{Lu}?|\p{Lu}-\p{Lu})$/u.test(text);
}

function isSuffix(text: string): boolean {
  return /^(?:jr|sr|2nd|3rd|4th|ii|iii|iv)\.?$/i.test(text);
}

function isCompanySuffix(text: string): boolean {
  return /^(?:inc|ltd|llc|gmbh|corp|plc|co\.)\.?$/i.test(text);
}

function isOrganisation(text: string): boolean {
  return /\b(?:group|team|consortium|committee|collaboration|network|society|association|institute|university|department|ministry|council|agency|office|center|centre|foundation|program(?:me)?|project|study|investigators|organi[sz]ation|commission|bank|inc|ltd|of|the|for)\b/i.test(
    text,
  );
}
