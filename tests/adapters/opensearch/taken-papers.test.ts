import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createIndexes } from "../../../src/adapters/opensearch/create-indexes.js";
import { createOpenSearchTakenPapers } from "../../../src/adapters/opensearch/paper/taken-papers.js";
import { createPaperDocuments, type PaperDocuments } from "../../../src/adapters/opensearch/paper-documents.js";
import { createRefresh } from "../../../src/adapters/opensearch/refresh.js";
import type { TakenPapers } from "../../../src/ports/desk/taken-papers.js";
import { openSearchMissing, openTestCluster, type TestCluster } from "../../support/start-opensearch.js";

describe.skipIf(openSearchMissing !== undefined)("papers taken in, in OpenSearch", () => {
  let cluster: TestCluster;
  let documents: PaperDocuments;
  let taken: TakenPapers;
  beforeEach(async () => {
    cluster = openTestCluster();
    const { client, prefix } = cluster;
    const { indexes } = await createIndexes(client, { prefix, shards: 3, replicas: 0 });
    documents = createPaperDocuments(client, indexes.papers);
    taken = createOpenSearchTakenPapers(
      { client, index: indexes.papers, refresh: createRefresh(client, indexes.papers) },
      2,
    );
  });
  afterEach(() => cluster.close());

  /** Jobs are created at 100, 200 … */
  const keep = (jobs: readonly number[]) =>
    documents.write(
      jobs.map((job, at) => {
        const paper = { id: `p${at}`, title: `Title ${at}`, authors: [], categories: [], keywords: [] };
        const kept = { paper, trust: "5", contentHash: "c", textHash: "t", jobChanges: 0, takenInAt: 100 * job };
        const state = { state: "waiting", joined: false, textSeq: at + 1 } as const;
        return { document: { ordinal: at + 1, job: `job-${job}`, kept, ...state } };
      }),
    );

  it("are listed by their last job, however many, without those that were removed", async () => {
    await keep([1, 2, 1, 1, 1, 2, 1]);
    expect(await taken.listOfJob("job-1")).toEqual([1, 3, 4, 5, 7]);
    const { at } = (await documents.read([3])).get(3)!;
    await documents.remove([{ ordinal: 3, at }]);
    expect(await taken.listOfJob("job-1")).toEqual([1, 4, 5, 7]);
    expect(await taken.listOfJob("nowhere")).toEqual([]);
  });

  it("are listed from a time on, the newest first, of the newest ones", async () => {
    await keep([3, 1, 2, 3, 1, 2]);
    expect(await taken.listSince(new Date(200), 10)).toEqual([6, 4, 3, 1]);
    expect(await taken.listSince(new Date(201), 10)).toEqual([4, 1]);
    expect(await taken.listSince(new Date(200), 3)).toEqual([6, 4]);
    expect(await taken.listSince(new Date(200), 0)).toEqual([]);
  });
});
