import { findArxivId, findDoi } from "../../../domain/paper/id.js";
import { toAuthorFields } from "../../../domain/person/person-name.js";
import type { PaperFormat } from "../../../ports/sources/paper-format.js";
import { readDate } from "../csl/date.js";
import { readNames } from "../csl/names.js";
import { joinTitle, type JsonFields, readClean, readFields, readList, readText } from "./fields.js";
import { createJsonRecordFormat } from "./record-format.js";
import { readType } from "./datacite-type.js";

/** DataCite's works: an answer of its API with one or many, or their attributes alone as in the metadata's JSON. */
export function createDataciteFormat(): PaperFormat {
  return createJsonRecordFormat("datacite", toPaper);
}

/** https://support.datacite.org/docs/api-get-doi */
function toPaper(record: JsonFields): Record<string, unknown> {
  const work = readAttributes(record);
  const creators = readCreators(work["creators"]);
  const editors = choose(work["contributors"], "contributorType", "Editor");
  const doi = findDoi(readText(work["doi"], work["id"]));
  const arxivId = chooseArxivId(work, doi);
  return {
    title: joinTitle(
      readClean(choose(work["titles"], "titleType", undefined)[0]?.["title"]),
      readClean(choose(work["titles"], "titleType", "Subtitle")[0]?.["title"]),
    ),
    abstract: chooseAbstract(work),
    ...toAuthorFields(creators.length > 0 ? creators : readCreators(editors)),
    ...chooseDate(work),
    venue: readClean(readFields(work["container"])["title"], readHost(work)),
    type: readType(readFields(work["types"])),
    ...readSubjects(work["subjects"]),
    doi,
    arxivId,
    url: readText(work["url"]),
  };
}

function readAttributes(record: JsonFields): JsonFields {
  const entry = "data" in record ? readFields(record["data"]) : record;
  return "attributes" in entry ? readFields(entry["attributes"]) : entry;
}

/** The objects of a list whose kind is the given one. */
function choose(list: unknown, key: string, kind: string | undefined): JsonFields[] {
  return readList(list)
    .map(readFields)
    .filter((one) => (one[key] ?? undefined) === kind);
}

/** Of an abstract in several languages, the one in English: the models know it best. */
function chooseAbstract(work: JsonFields): string | undefined {
  const abstracts = choose(work["descriptions"], "descriptionType", "Abstract");
  const english = abstracts.find(({ lang }) => /^en/i.test(String(lang)));
  return readClean((english ?? abstracts[0])?.["description"]);
}

/** The title of the journal or volume that it appeared in. */
function readHost(work: JsonFields): unknown {
  const [host] = choose(work["relatedItems"], "relationType", "IsPublishedIn");
  return readFields(readList(host?.["titles"])[0])["title"];
}

/** A name without parts is `Family, Given` for a person. */
function readCreators(list: unknown) {
  return readList(list).flatMap((one) => {
    const creator = readFields(one);
    const { nameType, name } = creator;
    const [, family = creator["familyName"], given = creator["givenName"]] =
      nameType === "Organizational" || "familyName" in creator ? [] : (/^([^,]+), ([^,]+)$/.exec(String(name)) ?? []);
    return readNames(nameType === "Organizational" ? { literal: name } : { literal: name, family, given });
  });
}

/** The year of publication counts; a date of issue tells the day, and is sometimes that of another event. */
function chooseDate(work: JsonFields) {
  const published = readDate(work["publicationYear"] ?? work["published"]);
  const kinds = ["Issued", "Available", "Created"];
  const dates = kinds.map((kind) => readDate(choose(work["dates"], "dateType", kind)[0]?.["date"]));
  const { year } = published;
  if (year === undefined) return dates[0] ?? {};
  return dates.find((date) => date.year === year && date.date !== undefined) ?? published;
}

/** The categories of arXiv and the fields of science are classifications, other subjects keywords. */
function readSubjects(list: unknown) {
  const subjects = readList(list).map((one) => {
    const scheme = String(readFields(one)["subjectScheme"] ?? "");
    const text = readClean(readFields(one)["subject"], one) ?? "";
    if (scheme === "arXiv") return { category: /\(([\w.-]+)\)$/.exec(text)?.[1] ?? text };
    return text.startsWith("FOS: ") ? { category: text.slice(5) } : { keyword: text };
  });
  return {
    categories: subjects.flatMap(({ category = [] }) => category),
    keywords: subjects.flatMap(({ keyword = [] }) => keyword),
  };
}

/** A related identifier belongs to another work unless it says that both are the same. */
function chooseArxivId(work: JsonFields, doi = ""): string | undefined {
  const own = [...readList(work["identifiers"]), ...readList(work["alternateIdentifiers"])].map(readFields);
  const same = choose(work["relatedIdentifiers"], "relationType", "IsIdenticalTo");
  const named = [
    ...own.map((one) => [
      one["identifierType"] ?? one["alternateIdentifierType"],
      one["identifier"] ?? one["alternateIdentifier"],
    ]),
    ...same.map((one) => [one["relatedIdentifierType"], one["relatedIdentifier"]]),
  ];
  const texts = named.flatMap(([kind, text]) => (/^arxiv$/i.test(String(kind)) ? [readText(text) ?? ""] : []));
  return [doi, ...texts].map(findArxivId).find((id) => id !== undefined);
}
