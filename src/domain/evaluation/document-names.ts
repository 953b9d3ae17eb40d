/**
 * The ids under which the documents of a collection are stored during a measurement. The store normalises ids (a DOI to
 * lower case, an arXiv id without its version), so different documents of the collection could otherwise become one.
 */
export interface DocumentNames {
  /** `undefined` for a document that is not in the corpus. */
  findKept(id: string): string | undefined;
  /** The collection's own id of a stored paper. */
  findOriginal(kept: string): string | undefined;
}

/** @param ids the ids of all documents, each once */
export function createDocumentNames(ids: readonly string[]): DocumentNames {
  const numbers = new Map(ids.map((id, index) => [id, index]));
  return {
    findKept(id) {
      const index = numbers.get(id);
      return index === undefined ? undefined : nameDocument(index);
    },
    findOriginal: (kept) => (kept.startsWith(prefix) ? ids[Number(kept.slice(prefix.length))] : undefined),
  };
}

const prefix = "eval:";

/** @param index position in the corpus, from 0 */
export function nameDocument(index: number): string {
  return `${prefix}${index}`;
}
