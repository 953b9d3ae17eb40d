import type { Client } from "@opensearch-project/opensearch";
import type { Ordinal } from "../../../domain/paper/paper.js";
import { dotProduct } from "../../../domain/vectors/vector.js";
import type { DuplicatePair, DuplicateStore } from "../../../ports/duplicates/duplicate-store.js";
import type { IndexNames } from "../index-names.js";
import type { PaperDocuments, StoredDocument } from "../paper-documents.js";
import { readDocuments } from "../read-documents.js";
import { type BulkAction, runBulk, throwRefusal } from "../run-bulk.js";
import { createNameDocuments, type NameDocuments } from "./name-documents.js";
import { nameTitle } from "./name-keys.js";

interface PairPlace {
  readonly client: Client;
  readonly indexes: Pick<IndexNames, "papers" | "pairs">;
}

export interface DuplicateStoreOptions extends PairPlace {
  readonly indexes: Pick<IndexNames, "papers" | "pairs" | "names">;
  readonly documents: Pick<PaperDocuments, "read">;
}

const maxPapersPerTitle = 20;
const pairsAtOnce = 5_000;
const ordinalsAtOnce = 1_000;

/**
 * A pair remembers which vectors it was found by, as numbers of changes: when a paper is removed or gets another vector,
 * the pair no longer holds, and nobody needs to look for it.
 */
interface KeptPair extends DuplicatePair {
  readonly vectors: readonly [number, number];
}

export function createOpenSearchDuplicateStore(options: DuplicateStoreOptions): DuplicateStore {
  const { client, indexes, documents } = options;
  const names = createNameDocuments(client, indexes.names);
  return {
    findSameTitle: (ordinals) => findSameTitle({ documents, names }, ordinals),
    async replaceLinks({ papers, pairs }) {
      const dropped = await listPairs(options, papers);
      const found = await readVectorNumbers(
        options,
        pairs.flatMap(({ ordinal, other }) => [ordinal, other]),
      );
      const kept = new Map<string, KeptPair>();
      for (const { ordinal: one, other: two, similarity } of pairs) {
        const [ordinal, other] = [Math.min(one, two), Math.max(one, two)];
        const [first, second] = [found.get(ordinal), found.get(other)];
        if (first === undefined || second === undefined) continue;
        kept.set(`${ordinal}-${other}`, { ordinal, other, similarity, vectors: [first, second] });
      }
      const index = indexes.pairs;
      const gone = dropped.map(namePair).filter((id) => !kept.has(id));
      const actions: BulkAction[] = [
        ...gone.map((id) => ({ kind: "delete", index, id }) as const),
        ...Array.from(kept, ([id, source]) => ({ kind: "put", index, id, source }) as const),
      ];
      throwRefusal(await runBulk(client, actions));
    },
    readPairs: () => readCurrentPairs(options),
  };
}

/** All pairs that hold, sorted by ordinals, or those with one of these papers. */
export async function readCurrentPairs(
  place: PairPlace,
  papers?: readonly Ordinal[],
): Promise<readonly DuplicatePair[]> {
  const pairs = await listPairs(place, papers);
  const now = await readVectorNumbers(
    place,
    pairs.flatMap(({ ordinal, other }) => [ordinal, other]),
  );
  const isCurrent = ({ ordinal, other, vectors: [first, second] }: KeptPair) =>
    now.get(ordinal) === first && now.get(other) === second;
  return pairs.filter(isCurrent).map(({ ordinal, other, similarity }) => ({ ordinal, other, similarity }));
}

function namePair({ ordinal, other }: DuplicatePair): string {
  return `${ordinal}-${other}`;
}

/** All pairs, or those with one of these papers, by ordinals. */
async function listPairs(
  { client, indexes: { pairs: index } }: PairPlace,
  papers?: readonly Ordinal[],
): Promise<readonly KeptPair[]> {
  await client.indices.refresh({ index });
  if (!papers) return listMatching(client, { index, query: { match_all: {} } });
  const found = new Map<string, KeptPair>();
  for (let from = 0; from < papers.length; from += ordinalsAtOnce) {
    const some = papers.slice(from, from + ordinalsAtOnce);
    const query = { bool: { should: [{ terms: { ordinal: some } }, { terms: { other: some } }] } };
    for (const pair of await listMatching(client, { index, query })) found.set(namePair(pair), pair);
  }
  return [...found.values()];
}

async function listMatching(
  client: Client,
  { index, query }: { readonly index: string; readonly query: object },
): Promise<KeptPair[]> {
  const pairs: KeptPair[] = [];
  for (;;) {
    const last = pairs.at(-1);
    const after = last && { search_after: [last.ordinal, last.other] };
    const { body } = await client.search({
      index,
      body: { query, sort: ["ordinal", "other"], size: pairsAtOnce, ...after, track_total_hits: false } as object,
    });
    const { hits } = body.hits;
    for (const { _source: source } of hits) pairs.push(source as unknown as KeptPair);
    if (hits.length < pairsAtOnce) return pairs;
  }
}

/** The number of the newest change of each paper's vector; papers without a vector are left out. */
async function readVectorNumbers(
  { client, indexes }: PairPlace,
  ordinals: readonly Ordinal[],
): Promise<ReadonlyMap<Ordinal, number>> {
  const fields = ["state", "vectorSeq"];
  const asked = { index: indexes.papers, ids: ordinals.map(String), fields };
  const found = await readDocuments<{ readonly state?: string; readonly vectorSeq?: number }>(client, asked);
  const embedded = [...found].filter(([, { source }]) => source.state === "embedded");
  return new Map(embedded.map(([id, { source }]) => [Number(id), source.vectorSeq ?? 0]));
}

interface TitleSources {
  readonly documents: Pick<PaperDocuments, "read">;
  readonly names: Pick<NameDocuments, "read">;
}

async function findSameTitle(
  { documents, names }: TitleSources,
  ordinals: readonly Ordinal[],
): Promise<readonly DuplicatePair[]> {
  const asked = await documents.read(ordinals);
  const keys = new Map<Ordinal, string>();
  for (const [ordinal, { document }] of asked) {
    const key = document.vector && nameTitle(document.kept.paper.title)?.key;
    if (key !== undefined) keys.set(ordinal, key);
  }
  const entries = await names.read(new Set(keys.values()));
  const listed = [...entries.values()].filter(({ hasMore }) => !hasMore).flatMap((entry) => entry.ordinals);
  const found = await documents.read(listed);
  const pairs = new Map<string, DuplicatePair>();
  for (const [ordinal, key] of keys) {
    const entry = entries.get(key);
    if (!entry || entry.hasMore) continue;
    const papers = entry.ordinals.flatMap((one) => found.get(one) ?? []).filter((one) => isTitled(one, key));
    if (papers.length > maxPapersPerTitle) continue;
    for (const { document } of papers) {
      const pair = document.ordinal === ordinal ? undefined : compare(document, asked.get(ordinal)!.document);
      if (pair) pairs.set(namePair(pair), pair);
    }
  }
  return [...pairs.values()].toSorted((one, two) => one.ordinal - two.ordinal || one.other - two.other);
}

function isTitled({ document }: StoredDocument, key: string): boolean {
  return nameTitle(document.kept.paper.title)?.key === key;
}

type Vectored = StoredDocument["document"];

function compare(one: Vectored, two: Vectored): DuplicatePair | undefined {
  if (!one.vector || !two.vector) return undefined;
  const ordinals = [one.ordinal, two.ordinal].toSorted((first, second) => first - second);
  return { ordinal: ordinals[0]!, other: ordinals[1]!, similarity: dotProduct(one.vector, two.vector) };
}
