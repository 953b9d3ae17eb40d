import type { KeywordDocument, KeywordIndex } from "../../src/ports/search/keyword-index.js";

/** Opens an empty index and adds these documents. */
export type OpenIndex = (...put: KeywordDocument[]) => Promise<KeywordIndex>;

export function createDocument(ordinal: number, title: string, abstract = "", extra = ""): KeywordDocument {
  return { ordinal, title, abstract, extra };
}

export function findOrdinals(index: KeywordIndex, text: string, limit = 10): number[] {
  return index.search({ text, limit }).hits.map(({ ordinal }) => ordinal);
}
