import { findDoi, parseDoi, parsePrefixedArxivId } from "../../../domain/paper/id.js";
import type { WorkType } from "../../../domain/paper/work-type.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readDate } from "./read-date.js";
import { readKeywords } from "./read-keywords.js";
import { type AuthorFields, readNames } from "./read-names.js";
import type { TaggedSyntax } from "./read-references.js";
import { type Field, type FieldReader, joinLines } from "./reference.js";
import { createTaggedFormat } from "./tagged-format.js";

/**
 * Refer, also called BibIX, as exported for EndNote (`.enw`): a percent sign and a letter per field. ADS gives some
 * letters another meaning: `%R` is its code of a work, and `%B` the abstract.
 */
export function createReferFormat(): PaperFormat {
  return createTaggedFormat({ name: "refer", createSyntax: () => syntax, toPaper });
}

const syntax: TaggedSyntax = { cutLine, firstTag: "0", titleTags: ["T"], endsAtBlankLine: true };

function cutLine(text: string): Field | undefined {
  const tag = /^\s{0,3}%(\S)(?=\s|$)/.exec(text)?.[1];
  return tag === undefined ? undefined : { tag, value: text.slice(text.indexOf("%") + 3) };
}

function toPaper(reader: FieldReader): Record<string, unknown> {
  const type = readType(reader.text("0"), reader.text("9"));
  const isAds = type === undefined && /^\d{4}\S{15}$/.test(reader.text("R"));
  const isPart = type !== "book" && type !== "thesis" && type !== "report";
  const address = reader.all("U", ">").flatMap((value) => value.split(/\s+/));
  const ids = [...address, ...reader.all("R", "Y", "M", "P", "J").map(joinLines)];
  return {
    title: reader.texts("T") || (isPart ? "" : reader.text("B")),
    abstract: reader.texts("X", ...(isAds ? ["B"] : [])),
    ...readAuthors(reader),
    ...readDate([reader.text("D"), reader.text("8")]),
    venue: isPart
      ? reader.text("J", ...(isAds ? [] : ["B"]), "S")
      : reader.text("J", "S", ...(type === "book" ? [] : ["I"])),
    ...(type && { type }),
    keywords: readKeywords(reader.all("K")),
    doi: [...reader.all("R", "Y").map(findDoi), ...address.map(parseDoi)].find((found) => found !== undefined),
    arxivId: ids.find((id) => parsePrefixedArxivId(id) !== undefined),
    url: address.find((one) => /^https?:/i.test(one)),
  };
}

function readAuthors(reader: FieldReader): AuthorFields {
  const authors = readNames(reader.all("A"));
  return authors.authors.length > 0 ? authors : readNames(reader.all("E"));
}

/** The names of reference types in EndNote. */
const types: readonly (readonly [RegExp, WorkType])[] = [
  [/^(?:journal|electronic) article|^journal$/i, "article-journal"],
  [/^(?:newspaper|magazine) article|preprint|unpublished|manuscript/i, "article"],
  [/^conference/i, "paper-conference"],
  [/book section|chapter|encyclopedia|dictionary/i, "chapter"],
  [/book|serial/i, "book"],
  [/thesis|dissertation/i, "thesis"],
  [/report|standard|government document/i, "report"],
  [/dataset/i, "dataset"],
  [/computer program|software/i, "software"],
  [/patent/i, "patent"],
  [/web page|blog|electronic source|online multimedia/i, "webpage"],
];

function readType(name: string, kind: string): WorkType | undefined {
  return (
    types.find(([pattern]) => pattern.test(name))?.[1] ??
    (/thesis|dissertation|ph\.?d/i.test(kind) ? "thesis" : undefined)
  );
}
