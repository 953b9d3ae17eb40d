import {
  countLeadingInitials,
  countTrailingInitials,
  isDegree,
  isGeneration,
  isOrganisation,
  isSuffix,
} from "./name-shape.js";
import { splitParticle } from "./family-first.js";
import { flipName, type PersonName } from "./person-name.js";

/** A name as it is written, or its parts where the spelling tells them apart. */
export type ReadName = PersonName | string;

/** Reads `Last, First`, `von Last, Jr, First`, `Vance AB` and `A. Vance`; other names stay as they are. */
export function readName(text: string): ReadName {
  const [first = "", ...others] = dropAffiliation(text.replace(honorific, ""))
    .split(",")
    .map((part) => part.trim());
  const rest = others.filter((part) => part !== "" && !isDegree(part));
  const suffix = rest.find((part) => isSuffix(part) && (rest.length > 1 || !isGeneration(part)));
  const given = rest.filter((part) => part !== suffix);
  if (given.length > 1) return flipName(text);
  if (given[0] !== undefined && first !== "") return composeName(first, given[0], suffix);
  const name = given[0] ?? first;
  const parts = readWithoutComma(name);
  const read = typeof parts !== "string" && isOrganisation(name) ? name : parts;
  if (suffix === undefined) return read;
  return typeof read === "string" ? `${read} ${suffix}` : { ...read, suffix };
}

const honorific = /^(?:(?:Dr|Prof)\. )+/;

/** `Ada Vance (University of X)`; an abbreviation within the name of an organisation stays. */
function dropAffiliation(text: string): string {
  if (!text.endsWith(")")) return text;
  const start = text.lastIndexOf("(");
  const name = text.slice(0, start).trim();
  const inside = text.slice(start + 1, -1);
  const isPlace = isOrganisation(inside) || /^\p{Lu}{3,}$/u.test(inside);
  return start > 0 && !isOrganisation(name) && isPlace ? name : text;
}

/** The parts of a name whose family name, with its particle, and given names are known. */
export function composeName(familyName: string, given: string, suffix?: string): PersonName {
  return { ...splitParticle(familyName), given, ...(suffix !== undefined && { suffix }) };
}

export function isParticle(word: string): boolean {
  return /^\p{Ll}[\p{Ll}'’]*$/u.test(word);
}

function readWithoutComma(name: string): ReadName {
  const words = name.split(" ");
  const suffix = words.length > 2 && isSuffix(words.at(-1)!) ? words.at(-1) : undefined;
  const named = suffix === undefined ? words : words.slice(0, -1);
  const trailing = countTrailingInitials(named);
  if (trailing > 0) {
    const family = named.slice(0, -trailing).join(" ");
    return composeName(family, named.slice(-trailing).join(" "), suffix);
  }
  const leading = countLeadingInitials(named);
  const family = named.slice(leading);
  // Of two words after initials, the first may be a given name.
  const isTold = leading > 0 && family.length > 0 && family.slice(0, -1).every(isParticle);
  return isTold ? composeName(family.join(" "), named.slice(0, leading).join(" "), suffix) : name;
}
