import type { KnownPaper, KnownPapers } from "../../../ports/desk/known-papers.js";
import type { NameDocuments } from "../paper/name-documents.js";
import { nameId } from "../paper/name-keys.js";
import type { PaperDocuments } from "../paper-documents.js";

export interface KnownPapersOptions {
  readonly documents: Pick<PaperDocuments, "readShown">;
  readonly names: Pick<NameDocuments, "read">;
}

/** What the desk asks of papers, as they are at the moment of the call. */
export function createOpenSearchKnownPapers({ documents, names }: KnownPapersOptions): KnownPapers {
  return {
    async findKnown(ids) {
      const keys = new Map(ids.map((id) => [nameId(id).key, id]));
      const entries = await names.read(keys.keys());
      const papers = await documents.readShown([...entries.values()].flatMap(({ ordinals }) => ordinals));
      const known = new Map<string, KnownPaper>();
      for (const [key, { ordinals }] of entries) {
        const wanted = keys.get(key)!;
        for (const ordinal of ordinals) {
          const { id, title, year, doi, arxivId } = papers.get(ordinal) ?? {};
          // Another writer may just be listing a paper, or have removed one.
          if (id !== wanted || known.has(wanted)) continue;
          known.set(wanted, {
            ordinal,
            id,
            title: title!,
            ...(year !== undefined && { year }),
            ...(doi !== undefined && { doi }),
            ...(arxivId !== undefined && { arxivId }),
          });
        }
      }
      return known;
    },
  };
}
