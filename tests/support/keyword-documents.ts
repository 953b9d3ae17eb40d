import type { KeywordDocument, KeywordIndex, KeywordSearch } from "../../src/ports/search/keyword-index.js";

/** Opens an empty index and adds these documents. */
export type OpenIndex = (...put: KeywordDocument[]) => Promise<KeywordIndex>;

export function createDocument(ordinal: number, title: string, abstract = "", extra = ""): KeywordDocument {
  return { ordinal, title, abstract, extra };
}

export async function findOrdinals(index: KeywordSearch, text: string, limit = 10): Promise<number[]> {
  return (await index.search({ text, limit })).hits.map(({ ordinal }) => ordinal);
}
