import { findDoi, parseDoi } from "../../../domain/paper/id.js";
import type { WorkType } from "../../../domain/paper/work-type.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readDate } from "./read-date.js";
import { readKeywords } from "./read-keywords.js";
import { type AuthorFields, readNames } from "./read-names.js";
import type { TaggedSyntax } from "./read-references.js";
import { type Field, type FieldReader } from "./reference.js";
import { createTaggedFormat } from "./tagged-format.js";

/** The tagged export of RefWorks: a tag, a blank and a value, each reference from `RT` on. */
export function createRefWorksFormat(): PaperFormat {
  return createTaggedFormat({ name: "refworks", createSyntax: () => syntax, toPaper });
}

const syntax: TaggedSyntax = { cutLine, firstTag: "RT", titleTags: ["T1"] };

const tags: ReadonlySet<string> = new Set(
  `RT SR ID A1 A2 A3 A4 A5 A6 T1 T2 T3 JF JO YR FD VO IS SP OP K1 AB NO ED PB PP SN AV AD AN LA CL SF OT LK DO CN DB DS IP
  RD ST UL SL LL CR WT WV WP OL PMID PMCID U1 U2 U3 U4 U5`.split(/\s+/),
);

function cutLine(text: string): Field | undefined {
  const tag = /^([A-Z][A-Z0-9]{1,4})(?=\s|$)/.exec(text)?.[1];
  return tag === undefined || !tags.has(tag) ? undefined : { tag, value: text.slice(tag.length + 1) };
}

function toPaper(reader: FieldReader): Record<string, unknown> {
  const type = types.find(([pattern]) => pattern.test(reader.text("RT")))?.[1];
  const addresses = reader.all("UL", "LK");
  return {
    title: reader.texts("T1"),
    abstract: reader.texts("AB"),
    ...readAuthors(reader),
    ...readDate([reader.text("YR"), reader.text("FD")]),
    venue: reader.text("JF", "T2", "JO", "T3", ...(type === "thesis" ? ["PB"] : [])),
    ...(type && { type }),
    keywords: readKeywords(reader.all("K1")),
    doi: [...reader.all("DO").map(findDoi), ...addresses.map(parseDoi)].find((found) => found !== undefined),
    url: addresses.find((address) => /^https?:/i.test(address)),
  };
}

function readAuthors(reader: FieldReader): AuthorFields {
  const authors = readNames(reader.all("A1"));
  return authors.authors.length > 0 ? authors : readNames(reader.all("A2"));
}

const types: readonly (readonly [RegExp, WorkType])[] = [
  [/^(?:journal|abstract)/i, "article-journal"],
  [/^(?:magazine|newspaper|unpublished)/i, "article"],
  [/conference/i, "paper-conference"],
  [/book, section/i, "chapter"],
  [/book/i, "book"],
  [/dissertation|thesis/i, "thesis"],
  [/report/i, "report"],
  [/computer program/i, "software"],
  [/patent/i, "patent"],
  [/web page/i, "webpage"],
];
