import { chooseWorkType } from "../paper/work-type.js";
import type { PersonName } from "../person/person-name.js";
import { findAddress } from "./address.js";
import { type CitedPaper, describeRetraction, joinTags, listNames, readDateParts, writePlain } from "./cited-paper.js";

/**
 * One item of CSL-JSON, the format of citeproc, pandoc and Zotero: an object in one line, without a line break. Its id is
 * that of the paper.
 */
export function formatCslJson(paper: CitedPaper): string {
  const { title, venue, abstract, arxivId, doi } = paper;
  const keywords = joinTags(paper);
  const type = chooseWorkType(paper);
  const names = listNames(paper);
  const date = readDateParts(paper);
  const item = {
    id: paper.id,
    type,
    title: writePlain(title),
    ...(names.length > 0 && { author: names.map(toCslName) }),
    ...(date && { issued: { "date-parts": [[date.year, date.month, date.day].filter((part) => part !== undefined)] } }),
    ...(venue !== undefined && { "container-title": writePlain(venue) }),
    ...(abstract !== undefined && { abstract: writePlain(abstract) }),
    ...(keywords.length > 0 && { keyword: joinKeywords(keywords.map(writePlain)) }),
    ...(doi !== undefined && { DOI: doi }),
    // As Zotero writes a preprint.
    ...(arxivId !== undefined &&
      (type === "article"
        ? { number: `arXiv:${arxivId}`, publisher: "arXiv" }
        : { archive: "arXiv", archive_location: arxivId })),
    ...addAddress(findAddress(paper)),
    ...(paper.retracted && { status: "retracted", note: describeRetraction(paper) }),
  };
  return JSON.stringify(item);
}

function toCslName(name: PersonName): Record<string, string> {
  if ("literal" in name) return { literal: name.literal };
  const { family, given, particle, suffix } = name;
  return {
    family,
    ...(given !== undefined && { given }),
    ...(particle !== undefined && { "non-dropping-particle": particle }),
    ...(suffix !== undefined && { suffix }),
  };
}

/** A keyword may contain a comma; then semicolons separate them, and one ends a single keyword. */
function joinKeywords(keywords: readonly string[]): string {
  if (!keywords.some((keyword) => keyword.includes(","))) return keywords.join(", ");
  return keywords.length === 1 ? `${keywords[0]};` : keywords.join("; ");
}

function addAddress(address: string | undefined): { readonly URL?: string } {
  return address === undefined ? {} : { URL: address };
}
