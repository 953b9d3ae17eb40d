import { findDoi, parsePrefixedArxivId } from "../../../domain/paper/id.js";
import { readRetractionTypes } from "../../../domain/retraction/recognise.js";
import type { WorkType } from "../../../domain/paper/work-type.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readDate } from "./read-date.js";
import { readKeywords } from "./read-keywords.js";
import { type AuthorFields, parseNames, readOrganisations, toFields } from "./read-names.js";
import type { TaggedSyntax } from "./read-references.js";
import { type Field, type FieldReader, joinLines } from "./reference.js";
import { createTaggedFormat } from "./tagged-format.js";

/**
 * The tagged export of Web of Science (`.txt`, `.ciw`), from `FN` to `EF`, each reference from `PT` to `ER`,
 * https://webofscience.help.clarivate.com/en-us/Content/wos-core-collection/woscc-field-tags.htm.
 */
export function createWebOfScienceFormat(): PaperFormat {
  return createTaggedFormat({ name: "web-of-science", createSyntax: () => syntax, toPaper });
}

const syntax: TaggedSyntax = {
  cutLine,
  firstTag: "PT",
  titleTags: ["TI"],
  isEnd: ({ tag, value }) => tag === "ER" && value.trim() === "",
  isHeader: ({ tag }) => tag === "FN" || tag === "VR" || tag === "EF",
};

/** A tag and a blank. A line that continues a value is indented by three blanks, in a few exports not at all; some have `null` before a tag. */
function cutLine(text: string): Field | undefined {
  const tag = /^(?:\uFEFF|null)?([A-Z][A-Z0-9])(?=\s|$)/.exec(text)?.[1];
  if (tag === undefined) return undefined;
  return { tag, value: text.slice(text.indexOf(tag) + 3) };
}

function toPaper(reader: FieldReader): Record<string, unknown> {
  const title = reader.texts("TI");
  const source = reader.text("SO");
  const type = readType(reader.text("PT"), reader.text("DT"));
  return {
    title: title === "" ? source : title,
    abstract: reader.text("AB"),
    ...readAuthors(reader),
    // Early access is the only date of an article that is in no issue yet.
    ...readDate([reader.text("PY"), reader.text("PD"), reader.text("EA")]),
    venue: source === title ? reader.text("SE") : source === "" ? reader.text("CT", "SE") : source,
    ...(type && { type }),
    ...readRetractionTypes(reader.all("DT")),
    // The keywords of the authors, then those that Web of Science adds.
    keywords: readKeywords(["DE", "ID"].map((tag) => joinLines(reader.all(tag).join("; ")))),
    doi: reader
      .all("DI")
      .map(findDoi)
      .find((found) => found !== undefined),
    arxivId: reader.all("AR", "DI", "UT").find((value) => parsePrefixedArxivId(value) !== undefined),
  };
}

/** `AF` has the full names of `AU`, one in each line; groups are in fields of their own. */
function readAuthors(reader: FieldReader): AuthorFields {
  const list = (...tags: string[]) =>
    reader
      .all(...tags)
      .flatMap((value) => value.split("\n"))
      .flatMap(parseNames);
  const [full, short] = [list("AF"), list("AU")];
  const people = full.length >= short.length ? full : short;
  const authors = [...people, ...readOrganisations(reader.all("CA"))];
  return toFields(authors.length > 0 ? authors : list("BE", "ED"));
}

function readType(kind: string, documentType: string): WorkType | undefined {
  if (/^P$/.test(kind)) return "patent";
  if (/book chapter/i.test(documentType)) return "chapter";
  if (/preprint/i.test(documentType)) return "article";
  if (/dissertation|thesis/i.test(documentType)) return "thesis";
  if (/data ?set|data study/i.test(documentType)) return "dataset";
  if (/^J$/.test(kind)) return "article-journal";
  if (/proceedings paper|meeting|conference/i.test(documentType)) return "paper-conference";
  if (/^(?:article|review|editorial|letter)/i.test(documentType)) return kind === "B" ? "chapter" : "article-journal";
  return kind === "B" ? "book" : undefined;
}
