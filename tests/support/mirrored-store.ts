import { createAsk } from "../../src/adapters/opensearch/search/ask.js";
import { createCorpusScan } from "../../src/adapters/opensearch/search/corpus-scan.js";
import { definePapers } from "../../src/adapters/opensearch/index-definitions.js";
import { toSearchFields } from "../../src/adapters/opensearch/search-fields.js";
import { coalesceRuns } from "../../src/domain/concurrency/serial-tasks.js";
import type { Ordinal, Paper } from "../../src/domain/paper/paper.js";
import { openSearchEngine } from "./opensearch-index.js";
import { openTestCluster } from "./start-opensearch.js";
import type { CreateStore, StoreUnderTest } from "./store-under-test.js";

/**
 * A store whose papers are copied to an index of OpenSearch when the scan is asked, so that the scan is tested with every
 * paper that a store can hold.
 */
export function mirrorStore(create: CreateStore): CreateStore {
  return async () => {
    const store = await create();
    const { client, prefix, close } = openTestCluster();
    const index = `${prefix}-papers`;
    await client.indices.create({ index, body: definePapers({ shards: 3, replicas: 0 }) as never });
    const follow = followStore(store);
    const refresh = coalesceRuns(async () => {
      const body = await follow();
      const { body: answer } = body.length === 0 ? { body: undefined } : await client.bulk({ index, body });
      const failed = answer?.items.flatMap((item) => Object.values(item)).find(({ error }) => error);
      if (failed) throw new Error(JSON.stringify(failed));
      await client.indices.refresh({ index });
    });
    return {
      ...store,
      sets: openSearchEngine.sets,
      openScan: () => ({ ...createCorpusScan(createAsk(client, index, refresh)), readSpread: async () => undefined }),
      async close() {
        await close();
        await store.close();
      },
    };
  };
}

/** Returns what is to be written of the changes since the last call. */
function followStore({ changes, vectors }: StoreUnderTest): () => Promise<Record<string, unknown>[]> {
  const papers = new Map<Ordinal, { readonly paper: Paper; readonly written: string }>();
  let since = 0;
  return async () => {
    const actions: Record<string, unknown>[] = [];
    const { put, removed, lastChange } = await changes.readTextChanges(since, 1_000_000);
    since = lastChange;
    for (const ordinal of removed) {
      papers.delete(ordinal);
      actions.push({ delete: { _id: String(ordinal) } });
    }
    for (const { ordinal, paper } of put) papers.set(ordinal, { paper, written: "" });
    const embedded = await vectors.readVectors([...papers.keys()]);
    for (const [ordinal, { paper, written }] of papers) {
      const state = embedded.has(ordinal) ? "embedded" : "waiting";
      if (state === written) continue;
      papers.set(ordinal, { paper, written: state });
      actions.push({ index: { _id: String(ordinal) } }, { ordinal, id: paper.id, state, ...toSearchFields(paper) });
    }
    return actions;
  };
}
