import { parseFamilyFirst, splitParticle } from "../../../domain/person/family-first.js";
import type { PersonName } from "../../../domain/person/person-name.js";
import { cleanContent, cleanText, listAt, listChildren, type XmlElement } from "../xml-element.js";

export interface ModsNames {
  /** Authors, or the editors of a work without authors. */
  readonly people: readonly PersonName[];
  /** The conference that a work comes from. */
  readonly meeting: string;
}

export function readModsNames(mods: XmlElement): ModsNames {
  const names = listChildren(mods, "name");
  const pick = (roles: RegExp) =>
    names.filter((name) => name.attributes["type"] !== "conference" && hasRole(name, roles)).flatMap(readName);
  const meeting = names.find(({ attributes }) => attributes["type"] === "conference");
  const authors = pick(/^(?:aut|author|cre|creator|inventor|)$/i);
  return {
    people: authors.length > 0 ? authors : pick(/^(?:edt|editor)$/i),
    meeting: meeting ? joinParts(meeting) : "",
  };
}

/** A name without a role is an author's. */
function hasRole(name: XmlElement, roles: RegExp): boolean {
  const terms = [...listAt(name, "role/roleTerm"), ...listAt(name, "role/text"), ...listAt(name, "role/code")];
  return terms.length === 0 ? roles.test("") : terms.some((term) => roles.test(cleanContent(term).replace(/\.$/, "")));
}

function readName(name: XmlElement): PersonName[] {
  const parts = listChildren(name, "namePart");
  const read = (type: string | undefined) =>
    parts
      .filter(({ attributes }) => attributes["type"] === type)
      .map(cleanContent)
      .join(" ");
  const [family, given, whole] = [read("family"), read("given"), read(undefined)];
  if (family !== "") return [{ ...splitParticle(family), ...(given !== "" && { given }) }];
  const isCorporate = name.attributes["type"] === "corporate";
  const literal = (isCorporate ? joinParts(name) : whole) || given || cleanText(name, "displayForm");
  if (literal === "") return [];
  return isCorporate ? [{ literal }] : [parseFamilyFirst(dropYears(literal))];
}

/** Catalogues write the years of a life after a name: `Vance, Ada, 1950-`. */
function dropYears(name: string): string {
  return name
    .replace(/(?:,|(?<![\s,]))\s*[([]?(?:b\. |ca\. )?\d{4}\??(?:-(?:\d{4}\??)?)?[)\]]?\.?$/, "")
    .replace(/,$/, "");
}

/** An organisation and its divisions: `United Dunes. Office of Wind`. */
function joinParts(name: XmlElement): string {
  const parts = listChildren(name, "namePart").filter(({ attributes }) => attributes["type"] !== "date");
  return parts.map(cleanContent).join(". ");
}
