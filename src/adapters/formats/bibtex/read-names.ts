import { countCertainInitials } from "../../../domain/person/name-shape.js";
import type { PersonName } from "../../../domain/person/person-name.js";
import { cleanHtml } from "../../../domain/text/html-markup.js";
import { isExtendedName, readExtendedName } from "./extended-name.js";
import { cleanField } from "./field-text.js";
import { splitOutsideBraces } from "./outside-braces.js";

/**
 * The names of an author field by BibTeX's rules: `First von Last`, `von Last, First` or `von Last, Jr, First`,
 * separated by "and". What is in braces is not divided.
 */
export function readNames(field: string): PersonName[] {
  return splitList(
    unescape(cleanHtml(field))
      .replace(/\s{2,}|[^\S ]/g, " ")
      .trim(),
  )
    .map((name) => name.replace(etAl, "").trim())
    .filter((name) => name !== "" && !/^(?:[Oo]thers|OTHERS|\{Others\})\.?$/.test(name))
    .flatMap(readParts)
    .filter((name) => ("literal" in name ? name.literal : name.family) !== "");
}

/** Some programs write the backslash of an accent twice. */
function unescape(field: string): string {
  return field.includes("\\\\") ? field.replace(/\\\\(?=['`^"~=.][\\{A-Za-z]|[uvHckr][{ ])/g, "\\") : field;
}

const etAl = /(?:^|,? )(?:\{?\\[a-z]+[ {])?et\.?[ ~]al(?:ii)?\.?\}*$/i;

/** Names are separated by "and"; some programs write semicolons or ampersands instead. */
function splitList(field: string): string[] {
  const names = splitOutsideBraces(field, /(?:^| )and(?= |$)/gi);
  return /[;&]/.test(field) ? names.flatMap(splitFurther) : names;
}

function splitFurther(name: string): string[] {
  const parts = splitOutsideBraces(name, /;| \\?& /g).filter((part) => part.trim() !== "");
  return name.includes("; ") || parts.every((part) => /,|\p{Lu}\./u.test(part)) ? parts : [name];
}

function readParts(name: string): PersonName[] {
  if (isExtendedName(name)) return [readExtendedName(name)];
  const sections = splitOutsideBraces(name, /[,，]/g)
    .map((section) => section.trim())
    .filter((section, index) => section !== "" || index === 0);
  const [first = "", second, third] = sections;
  if (second === undefined) return [readNaturalOrder(first)];
  if (sections.length > 3 || name.endsWith(",")) return readCommaList(sections);
  if (third === undefined) {
    // "John Smith, Jr" has no given name after the comma.
    if (isSuffix(second) && first.includes(" ")) return [addSuffix(readNaturalOrder(first), second)];
    return [readFamilyFirst(first, second)];
  }
  if (sections.every((section) => section.includes(" "))) return readCommaList(sections);
  // BibTeX has the suffix in the middle, other programs at the end.
  const [suffix, given] = isSuffix(third) && !isSuffix(second) ? [third, second] : [second, third];
  return [addSuffix(readFamilyFirst(first, given), suffix)];
}

function isSuffix(text: string): boolean {
  return /^\{?(?:jr|sr|jnr|snr|junior|senior|i{2,3}|iv|vi{1,3}|1st|2nd|3rd|\dth|ph\. ?d|phd|m\.d|md|esq)\.?\}?$/i.test(
    text,
  );
}

function addSuffix(name: PersonName, suffix: string): PersonName {
  return "literal" in name ? name : { ...name, suffix: cleanField(suffix) };
}

/** A list that has commas instead of "and": `Vance, A., Liu, B.`, or `Ada Vance, Bo Liu, Di Okoro`. */
function readCommaList(sections: readonly string[]): PersonName[] {
  const families = sections.filter((_, index) => index % 2 === 0);
  const givens = sections.filter((_, index) => index % 2 === 1);
  const areGivens = givens.every((given) => /^(?:\p{L}\p{M}*\.?[ ~-]?){1,4}$/u.test(given));
  const arePairs = families.length === givens.length && (areGivens || families.some((name) => !name.includes(" ")));
  if (!arePairs) return sections.map(readNaturalOrder);
  return families.map((family, index) => readFamilyFirst(family, givens[index]!));
}

/** A word of a name; parts in braces are a single word. */
interface Word {
  readonly text: string;
  /** Whether it is a particle such as von: its first letter outside braces is lower-case. */
  readonly isLower: boolean;
}

/** `First von Last` or `Last F`: the particle is from the first lower-case word to the last one before the final word. */
function readNaturalOrder(name: string): PersonName {
  if (isOneGroup(name)) return { literal: cleanField(name) };
  const words = readWords(name);
  if (words.length > 1 && isOrganisation(words)) return { literal: cleanField(name) };
  const initials = countCertainInitials(words.map(({ text }) => text));
  if (initials > 0) return composeFamilyFirst(words.slice(0, -initials), joinWords(words.slice(-initials)));
  const from = words.findIndex(({ isLower }) => isLower);
  const isParticle = from !== -1 && from < words.length - 1;
  const family = isParticle ? words.findLastIndex(({ isLower }, at) => isLower && at < words.length - 1) + 1 : -1;
  const start = isParticle ? family : words.length - 1;
  return composeName({
    given: joinWords(words.slice(0, isParticle ? from : start)),
    particle: isParticle ? joinWords(words.slice(from, family)) : "",
    family: joinWords(words.slice(start)),
  });
}

/**
 * `von Last, First`: the particle ends with the last lower-case word before the final word. Unlike in BibTeX it does
 * not begin with a capital, so that the family name `Garcia y Vega` remains whole.
 */
function readFamilyFirst(last: string, given: string): PersonName {
  return composeFamilyFirst(readWords(last), cleanField(given));
}

function composeFamilyFirst(words: readonly Word[], given: string): PersonName {
  const family = words[0]?.isLower ? words.findLastIndex(({ isLower }, at) => isLower && at < words.length - 1) + 1 : 0;
  return composeName({
    given,
    particle: joinWords(words.slice(0, family)),
    family: joinWords(words.slice(family)),
  });
}

function composeName({ given, particle, family }: Record<"given" | "particle" | "family", string>): PersonName {
  return { family, ...(given !== "" && { given }), ...(particle !== "" && { particle }) };
}

/** Words that end the name of a group that is written without braces. */
const organisation = /^(?:collaboration|consortium|working group|group|team|committee|organi[sz]ation|foundation)$/i;

function isOrganisation(words: readonly Word[]): boolean {
  return organisation.test(words.at(-1)!.text) && !/^(?:\p{Lu}\.)+$/u.test(words[0]!.text);
}

/** Whether all of a name is in one pair of braces; `{\'E}` is a letter. */
function isOneGroup(name: string): boolean {
  if (!name.startsWith("{") || /^\{\\(?!text|emph|relax)/.test(name) || !name.endsWith("}")) return false;
  let depth = 0;
  for (let at = 0; at < name.length - 1; at += 1) {
    if (name[at] === "{") depth += 1;
    else if (name[at] === "}") depth -= 1;
    if (depth === 0) return false;
  }
  return true;
}

function readWords(name: string): Word[] {
  return splitOutsideBraces(name, /[ ~]+/g)
    .filter((word) => word !== "")
    .map((source) => {
      const text = cleanField(source);
      const isProtected = /^\{(?!\\)/.test(source);
      return { text, isLower: !isProtected && /^[^\p{L}]*\p{Ll}/u.test(text) && !/^\p{L}['’]\p{Lu}/u.test(text) };
    })
    .filter(({ text }) => text !== "");
}

function joinWords(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(" ");
}
