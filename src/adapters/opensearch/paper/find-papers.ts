import { canonicalizeId, parseArxivId, parseDoi } from "../../../domain/paper/id.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { PaperDocuments, StoredDocument } from "../paper-documents.js";
import type { NameDocuments } from "./name-documents.js";
import { listNames, type Name, nameArxivId, nameDoi, nameId, nameTitle } from "./name-keys.js";

export interface FindPapers {
  /** The paper with an id, in any spelling, else the oldest one with that arXiv id or DOI. */
  findById(id: string): Promise<StoredDocument | undefined>;
  /** Papers whose id, DOI, arXiv id or whole title is this text, oldest first; at most 10. */
  findExact(text: string): Promise<readonly Ordinal[]>;
}

const maxExact = 10;

/** Looks papers up by their names, without a search. */
export function createFindPapers(
  documents: Pick<PaperDocuments, "read">,
  names: Pick<NameDocuments, "read">,
): FindPapers {
  /** For each name, the papers that have it, oldest first. */
  const findAll = async (asked: readonly Name[]): Promise<readonly StoredDocument[][]> => {
    const entries = await names.read(asked.map(({ key }) => key));
    const found = await documents.read([...entries.values()].flatMap(({ ordinals }) => ordinals));
    return asked.map(({ key }) => {
      const listed = (entries.get(key)?.ordinals ?? []).flatMap((ordinal) => found.get(ordinal) ?? []);
      return listed.filter(({ document }) => listNames(document.kept.paper).some((name) => name.key === key));
    });
  };
  return {
    findById: async (id) => pickById(await findAll(listIdNames(id))),
    async findExact(text) {
      const doi = parseDoi(text);
      const arxivId = parseArxivId(text)?.id;
      const asked = [nameId(text), nameId(canonicalizeId(text)), nameTitle(text)];
      if (doi !== undefined) asked.push(nameDoi(doi));
      if (arxivId !== undefined) asked.push(nameArxivId(arxivId));
      const found = await findAll(asked.filter((name) => name !== undefined));
      const ordinals = new Set(found.flat().map(({ document }) => document.ordinal));
      return [...ordinals].toSorted((one, other) => one - other).slice(0, maxExact);
    },
  };
}

/** The names by which a paper is found for an id, in any spelling: the id itself, its usual spelling, and what it says. */
export function listIdNames(id: string): readonly Name[] {
  const canonical = canonicalizeId(id);
  const arxivId = readFact(canonical, "arxiv:");
  const doi = readFact(canonical, "doi:");
  const facts = [arxivId !== undefined && nameArxivId(arxivId), doi !== undefined && nameDoi(doi)];
  return [nameId(id), nameId(canonical), ...facts.filter((name) => name !== false)];
}

/** @param found for each of these names the papers that have it, oldest first */
export function pickById<Found extends Pick<StoredDocument, "document">>([
  given,
  same,
  ...others
]: readonly (readonly Found[])[]): Found | undefined {
  const byAge = (one: Found, other: Found) => one.document.ordinal - other.document.ordinal;
  return given?.[0] ?? same?.[0] ?? others.flat().toSorted(byAge)[0];
}

function readFact(canonical: string, prefix: string): string | undefined {
  return canonical.startsWith(prefix) ? canonical.slice(prefix.length) : undefined;
}
