import { createHash } from "node:crypto";
import { deriveDetailedId, deriveHashId, normalizeShownTitle } from "../../../domain/paper/clean-paper.js";
import type { Paper } from "../../../domain/paper/paper.js";

/** What several records of a paper may have in common. */
export interface Name {
  /** Id of the document that lists its papers. */
  readonly key: string;
  /** The field of papers that has the value. */
  readonly field: "id" | "titleKey" | "arxivId" | "doi";
  readonly value: string;
}

/** The cluster allows ids of 512 bytes. */
const maxKeyBytes = 400;

function createName(field: Name["field"], value: string): Name {
  const key = `${kinds[field]}:${value}`;
  const isLong = field === "titleKey" || Buffer.byteLength(key) > maxKeyBytes;
  return { key: isLong ? `${kinds[field]}#${hash(value)}` : key, field, value };
}

const kinds: Readonly<Record<Name["field"], string>> = { id: "id", titleKey: "title", arxivId: "arxiv", doi: "doi" };

function hash(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

export const nameId = (id: string): Name => createName("id", id);
export const nameArxivId = (id: string): Name => createName("arxivId", id);
export const nameDoi = (doi: string): Name => createName("doi", doi);

/** None for a title without a letter or digit. */
export function nameTitle(title: string): Name | undefined {
  const key = normalizeShownTitle(title);
  return key === "" ? undefined : createName("titleKey", key);
}

/** The names of a paper: its id, title, arXiv id and DOI, in this order. */
export function listNames({ id, title, arxivId, doi }: Pick<Paper, "id" | "title" | "arxivId" | "doi">): Name[] {
  return [
    nameId(id),
    nameTitle(title),
    arxivId === undefined ? undefined : nameArxivId(arxivId),
    doi === undefined ? undefined : nameDoi(doi),
  ].filter((name) => name !== undefined);
}

/** All names that decide where a record belongs, also under an id without a doubtful identifier. */
export function listLookupNames(paper: Paper): Name[] {
  const others = [
    deriveHashId(paper),
    deriveDetailedId(paper),
    ...(paper.doi === undefined ? [] : [`doi:${paper.doi}`]),
  ];
  const names = [...listNames(paper), ...others.map(nameId)];
  return [...new Map(names.map((name) => [name.key, name])).values()];
}
