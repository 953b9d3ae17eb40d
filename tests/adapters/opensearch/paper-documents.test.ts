import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCounters } from "../../../src/adapters/opensearch/counters.js";
import { createIndexes } from "../../../src/adapters/opensearch/create-indexes.js";
import {
  createPaperDocuments,
  type PaperDocument,
  type PaperDocuments,
} from "../../../src/adapters/opensearch/paper-documents.js";
import { nameIndexes } from "../../../src/adapters/opensearch/index-names.js";
import { createReadLabels } from "../../../src/adapters/opensearch/paper-labels.js";
import { openSearchMissing, openTestCluster, type TestCluster } from "../../support/start-opensearch.js";

const options = { shards: 3, replicas: 0 };

function makeDocument(ordinal: number, rest: Partial<PaperDocument> = {}): PaperDocument {
  const paper = { id: `p${ordinal}`, title: `Title ${ordinal}`, authors: [], categories: [], keywords: [] };
  const kept = { paper, trust: "5", contentHash: "c", textHash: "t", jobChanges: 0, takenInAt: 0 };
  return { ordinal, state: "waiting", job: "j", joined: false, textSeq: ordinal, kept, ...rest };
}

describe.skipIf(openSearchMissing !== undefined)("documents of papers in OpenSearch", () => {
  let cluster: TestCluster;
  let documents: PaperDocuments;
  let meta: string;
  beforeEach(async () => {
    cluster = openTestCluster();
    const { indexes } = await createIndexes(cluster.client, { prefix: cluster.prefix, ...options });
    documents = createPaperDocuments(cluster.client, indexes.papers);
    meta = indexes.meta;
  });
  afterEach(() => cluster.close());

  it("are in indexes that several processes create at once, and that keep their identity", async () => {
    const open = () => createIndexes(cluster.client, { prefix: `${cluster.prefix}b`, ...options });
    const opened = await Promise.all([open(), open(), open()]);
    const later = await open();
    expect(new Set([...opened, later].map(({ storeId }) => storeId)).size).toBe(1);
  });

  it("keep every bit of vectors of any length, and are read at once", async () => {
    const exact = [0.1, -0, 1e-45, 1 / 3].map(Math.fround);
    const large = [0, Math.fround(1e38), 3e-12, 0].map(Math.fround);
    const embedded = (ordinal: number, vector: readonly number[]) =>
      makeDocument(ordinal, { state: "embedded", vectorSeq: 9, vector: Float32Array.from(vector) });
    const written = [embedded(1, exact), embedded(2, large), embedded(3, [1, 0]), makeDocument(4)];
    const results = await documents.write(written.map((document) => ({ document })));
    expect(results.map(({ kind }) => kind)).toEqual(["done", "done", "done", "done"]);
    const read = await documents.read([4, 3, 2, 1, 999]);
    expect(written.map(({ ordinal }) => read.get(ordinal)?.document)).toEqual(written);
    expect([...(await documents.readVectors([2, 4]))]).toEqual([[2, Float32Array.from(large)]]);
    expect([...(await documents.readShown([4])).values()]).toEqual([written[3]?.kept.paper]);
  });

  it("give what maps and lists show of the papers that are there", async () => {
    const dated = makeDocument(1);
    await documents.write([
      { document: { ...dated, kept: { ...dated.kept, paper: { ...dated.kept.paper, year: 1999 } } } },
      { document: makeDocument(2) },
    ]);
    await documents.kill(3);
    const readLabels = createReadLabels(cluster.client, nameIndexes(cluster.prefix).papers);
    expect([...(await readLabels([2, 1, 3, 4]))].toSorted(([one], [other]) => one - other)).toEqual([
      [1, { id: "p1", title: "Title 1", year: 1999 }],
      [2, { id: "p2", title: "Title 2", year: null }],
    ]);
  });

  it("are written and removed only in the state in which they were read", async () => {
    await documents.write([{ document: makeDocument(1) }, { document: makeDocument(2) }]);
    const { at } = (await documents.read([1])).get(1)!;
    const [first, stale, second] = await documents.write([
      { document: makeDocument(1, { state: "failed" }), at },
      { document: makeDocument(1, { state: "withheld" }), at },
      { document: makeDocument(2) },
    ]);
    expect([first?.kind, stale?.kind, second?.kind]).toEqual(["done", "conflict", "conflict"]);
    expect((await documents.read([1])).get(1)?.document.state).toBe("failed");
    expect(await documents.remove([{ ordinal: 1, at }])).toEqual([{ kind: "conflict" }]);
    const now = (await documents.read([1])).get(1)!.at;
    expect(await documents.remove([{ ordinal: 1, at: now }])).toMatchObject([{ kind: "done" }]);
    expect((await documents.read([1])).size).toBe(0);
  });

  it("are never created under a number that was given up", async () => {
    await documents.write([{ document: makeDocument(1) }]);
    expect([await documents.kill(1), await documents.kill(2)]).toEqual([false, true]);
    expect(await documents.write([{ document: makeDocument(2) }])).toEqual([{ kind: "conflict" }]);
    expect([...(await documents.read([1, 2])).keys()]).toEqual([1]);
  });

  it("report a document that is refused, and write the others", async () => {
    const [refused, done] = await documents.write([
      { document: makeDocument(1, { textSeq: "no number" as never }) },
      { document: makeDocument(2) },
    ]);
    expect(refused).toMatchObject({ kind: "refused", error: { code: "internal" } });
    expect(done?.kind).toBe("done");
  });

  it("get numbers that are given out once, and count as pending until they are settled", async () => {
    const counters = createCounters(cluster.client, meta);
    expect(await counters.readSettled()).toBe(0);
    const reserved = await Promise.all(Array.from({ length: 12 }, () => counters.reserve({ ordinals: 2, changes: 3 })));
    const firsts = reserved.map(({ firstOrdinal }) => firstOrdinal).toSorted((one, other) => one - other);
    expect(firsts).toEqual(Array.from({ length: 12 }, (_, at) => 2 * at + 1));
    expect(new Set(reserved.map(({ firstChange }) => firstChange)).size).toBe(12);
    const [lowest, ...others] = reserved.toSorted((one, other) => one.firstChange - other.firstChange);
    for (const { settle } of others) await settle();
    expect(await counters.readSettled()).toBe(0);
    await lowest?.settle();
    expect(await counters.readSettled()).toBe(36);
  });
});
