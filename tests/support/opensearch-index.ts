import { definePapers, vectorField, vectorMapping } from "../../src/adapters/opensearch/index-definitions.js";
import { createRefresh } from "../../src/adapters/opensearch/refresh.js";
import { createAsk } from "../../src/adapters/opensearch/search/ask.js";
import { createKeywordSearch } from "../../src/adapters/opensearch/search/keyword-search.js";
import { createPaperSets } from "../../src/adapters/opensearch/search/paper-set.js";
import { createVectorSearch } from "../../src/adapters/opensearch/search/vector-search.js";
import { createVocabulary } from "../../src/adapters/opensearch/search/vocabulary.js";
import { writeWords } from "../../src/adapters/opensearch/search/word-fields.js";
import { createSerialRunner } from "../../src/domain/concurrency/serial-tasks.js";
import type { KeywordIndex } from "../../src/ports/search/keyword-index.js";
import type { PaperSets } from "../../src/ports/search/paper-sets.js";
import type { VectorIndex } from "../../src/ports/vectors/vector-index.js";
import type { SearchEngine } from "./search-engine.js";
import { openTestCluster } from "./start-opensearch.js";

type Action = Readonly<Record<string, unknown>>;

interface Write {
  readonly actions: readonly Action[];
  readonly lastChange: number;
}

/** An index of a test, without the store that keeps the papers. */
async function openIndex() {
  const { client, prefix, close } = openTestCluster();
  const index = `${prefix}-papers`;
  await client.indices.create({ index, body: definePapers({ shards: 3, replicas: 0 }) as never });
  const refresh = createRefresh(client, index);
  let ended = 0;
  const inOrder = createSerialRunner();
  const apply = async ({ actions, lastChange }: Write) => {
    if (actions.length > 0) {
      const { body } = await client.bulk({ index, body: [...actions] });
      const failed = body.items.flatMap((item) => Object.values(item)).find(({ error }) => error);
      if (failed) throw new Error(JSON.stringify(failed));
    }
    await refresh();
    // Statistics count deleted documents until they are merged away.
    await client.indices.forcemerge({ index, only_expunge_deletes: true });
    ended = lastChange;
  };
  const write = (changes: Write) => inOrder(() => apply(changes));
  return { client, index, ask: createAsk(client, index, refresh), write, close, readEnded: () => ended };
}

const deleteOf = (ordinal: number): Action => ({ delete: { _id: String(ordinal) } });

/** A keyword index of which a test may write the documents itself. */
export async function openKeywordIndex(): Promise<KeywordIndex & { readonly sets: PaperSets }> {
  const { ask, write, close, readEnded } = await openIndex();
  const held = new Set<number>();
  const search = createKeywordSearch({ ask, vocabulary: createVocabulary(ask), maxAgeMs: 0 });
  return {
    ...search,
    sets: createPaperSets(ask),
    get lastChange() {
      return readEnded();
    },
    get count() {
      return held.size;
    },
    async apply({ put, removed, lastChange }) {
      const documents = put.flatMap((document) => [
        { index: { _id: String(document.ordinal) } },
        { id: String(document.ordinal), ordinal: document.ordinal, ...writeWords(document) },
      ]);
      await write({ actions: [...removed.map(deleteOf), ...documents], lastChange });
      for (const ordinal of removed) held.delete(ordinal);
      for (const { ordinal } of put) held.add(ordinal);
    },
    save: async () => undefined,
    close,
  };
}

/** The same for vectors. It finds no pairs: duplicates are searched for elsewhere. */
export async function openVectorSearch(dimensions: number): Promise<VectorIndex> {
  const { ask, write, close, readEnded, client, index } = await openIndex();
  const properties = { [vectorField(dimensions)]: vectorMapping(dimensions) };
  await client.indices.putMapping({ index, body: { properties } as never });
  const held = new Map<number, Float32Array>();
  const readVectors = async (ordinals: readonly number[]) =>
    new Map(ordinals.flatMap((ordinal) => (held.has(ordinal) ? [[ordinal, held.get(ordinal)!] as const] : [])));
  return {
    ...createVectorSearch({ ask, readVectors }),
    get lastChange() {
      return readEnded();
    },
    get count() {
      return held.size;
    },
    async apply({ put, removed, lastChange }) {
      const documents = put.flatMap(({ ordinal, vector }) => [
        { index: { _id: String(ordinal) } },
        { id: String(ordinal), ordinal, state: "embedded", [vectorField(dimensions)]: Array.from(vector) },
      ]);
      await write({ actions: [...removed.map(deleteOf), ...documents], lastChange });
      for (const ordinal of removed) held.delete(ordinal);
      for (const { ordinal, vector } of put) held.set(ordinal, vector.slice());
      return [];
    },
    save: async () => undefined,
    close,
  };
}

const askNothing = () => Promise.reject(new Error("a listed set asks nothing"));

export const openSearchEngine: SearchEngine = {
  sets: createPaperSets({ search: askNothing, searchAll: askNothing, refresh: askNothing }),
  digits: 6,
  findsPairs: false,
};
