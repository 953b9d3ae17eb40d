import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIndexes } from "../../../src/adapters/opensearch/create-indexes.js";
import { createPaperDocuments, type PaperDocuments } from "../../../src/adapters/opensearch/paper-documents.js";
import { createOpenSearchDuplicateStore } from "../../../src/adapters/opensearch/paper/duplicate-store.js";
import { createRefresh } from "../../../src/adapters/opensearch/refresh.js";
import { createAsk } from "../../../src/adapters/opensearch/search/ask.js";
import { createCorpusScan } from "../../../src/adapters/opensearch/search/corpus-scan.js";
import { createOpenSearchTrendFinder } from "../../../src/adapters/opensearch/trends/trend-finder.js";
import { createSqliteTrendFinder } from "../../../src/adapters/sqlite/desk/trend-finder.js";
import { createSqliteCorpusScan } from "../../../src/adapters/sqlite/search/corpus-scan.js";
import { createSqliteStore } from "../../../src/adapters/sqlite/store.js";
import type { TrendFinder } from "../../../src/ports/desk/trend-finder.js";
import type { CorpusScan } from "../../../src/ports/search/corpus-scan.js";
import { makeCleanPaper } from "../../support/clean-papers.js";
import { openSearchMissing, openTestCluster, type TestCluster } from "../../support/start-opensearch.js";
import { makeUnitVectors } from "../../support/unit-vectors.js";

const now = Date.UTC(2026, 5, 1);
const dayMs = 24 * 3_600_000;
const words = ["whales sing", "glaciers melt", "proteins fold", "robots grasp", "galaxies turn", "prices rise"];

/** In the last year, papers about whales come more often; each twentieth paper has no vector. */
function makePapers() {
  const [centres, noise] = [makeUnitVectors(words.length, 24, 3), makeUnitVectors(2_000, 24, 4)];
  return noise.map((away, at) => {
    const year = 2020 + (at % 6);
    const topic = year === 2025 && at % 3 > 0 ? 0 : at % words.length;
    const sum = centres[topic]!.map((value, place) => value + 0.4 * away[place]!);
    const length = Math.hypot(...sum);
    const title = `${words[topic]} ${["slowly", "at night", "in the north"][at % 3]} ${at}`;
    const paper = { id: `p${at}`, title, year, ...(at % 4 > 0 && { venue: `Venue ${at % 3}` }) };
    return { paper, vector: at % 20 === 7 ? undefined : Array.from(sum, (value) => value / length), job: at % 5 };
  });
}

describe.skipIf(openSearchMissing)("trends over OpenSearch", { timeout: 120_000 }, () => {
  let folder: string;
  let cluster: TestCluster;
  const closers: (() => Promise<unknown> | void)[] = [];
  let embedded: { readonly scan: CorpusScan; readonly trends: TrendFinder };
  let distributed: { readonly scan: CorpusScan; readonly sampling: CorpusScan; readonly trends: TrendFinder };
  let copies: ReadonlySet<number>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-trends-"));
    cluster = openTestCluster();
    const store = createSqliteStore({ folder, now: () => 0 });
    const { indexes } = await createIndexes(cluster.client, { prefix: cluster.prefix, shards: 3, replicas: 0 });
    const documents = createPaperDocuments(cluster.client, indexes.papers);
    const made = makePapers();
    for (let job = 0; job < 5; job += 1) {
      const at = now - job * 9 * dayMs;
      const { id: jobId } = await store.jobs.createJob(new Date(at));
      const some = made.filter((one) => one.job === job);
      const papers = some.map(({ paper, vector }) => makeCleanPaper(paper, vector));
      await store.papers.savePapers({ jobId, papers, rejected: [] });
      const ordinals = await Promise.all(
        some.map(async ({ paper }) => (await store.papers.findPaper(paper.id))!.ordinal),
      );
      await copy(documents, some, { ordinals, jobId, at });
    }
    const pairs = await listCopies(store);
    copies = new Set(pairs.flatMap(({ ordinal, other }) => [ordinal, other]));
    const papers = [...copies];
    await store.duplicates.replaceLinks({ papers, pairs });
    const { client } = cluster;
    await createOpenSearchDuplicateStore({ client, indexes, documents }).replaceLinks({ papers, pairs });
    const ask = createAsk(client, indexes.papers, createRefresh(client, indexes.papers));
    embedded = { scan: createSqliteCorpusScan({ folder }), trends: createSqliteTrendFinder({ folder, slot: 1 }) };
    distributed = {
      scan: createCorpusScan(ask),
      sampling: createCorpusScan(ask, undefined, 1_000),
      trends: createOpenSearchTrendFinder({ ask, client, indexes, documents }),
    };
    const { scan, trends } = embedded;
    closers.push(
      () => scan.close(),
      trends.close,
      distributed.trends.close,
      () => store.close(),
    );
  });
  afterAll(async () => {
    await Promise.all(closers.map((close) => close()));
    await cluster.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("are those of the embedded engine for the same papers", async () => {
    const question = { period: undefined, now };
    const expected = await embedded.trends.findTrends({
      ...question,
      papers: await embedded.scan.listDates(undefined),
    });
    const found = await distributed.trends.findTrends({
      ...question,
      papers: await distributed.scan.listDates(undefined),
    });
    expect(found).toEqual(expected);
    if (!("rising" in found.topics)) throw new Error("nothing was compared");
    const [first] = found.topics.rising;
    expect(first?.names.join(" ")).toContain("whales");
    expect([first?.central.length, first?.central.filter((ordinal) => copies.has(ordinal)).length]).toEqual([5, 1]);
    expect(found.takenIn.find(({ period }) => period === "month")?.counts.at(-1)?.papers).toBeGreaterThan(0);
  });

  it("say the same when too few papers can be compared", async () => {
    const question = { period: "day", now } as const;
    const expected = await embedded.trends.findTrends({
      ...question,
      papers: await embedded.scan.listDates(undefined),
    });
    const found = await distributed.trends.findTrends({
      ...question,
      papers: await distributed.scan.listDates(undefined),
    });
    expect(found).toEqual(expected);
    expect(found.topics).not.toHaveProperty("spans");
  });

  it("are of a fixed even sample where papers are too many", async () => {
    const [one, two] = [
      await distributed.sampling.listDates(undefined),
      await distributed.sampling.listDates(undefined),
    ];
    expect(two).toEqual(one);
    expect(one.sampledFrom).toBe(2_000);
    expect(one.ordinals.length).toBeGreaterThan(900);
    expect(one.ordinals.length).toBeLessThan(1_100);
    const firstHalf = one.ordinals.filter((ordinal) => ordinal <= 1_000).length;
    expect(Math.abs(firstHalf / one.ordinals.length - 0.5)).toBeLessThan(0.1);
    const all = await (await distributed.scan.listEmbedded(undefined)).count();
    const { topics } = await distributed.trends.findTrends({ papers: one, period: undefined, now });
    expect([all, "rising" in topics && topics.rising[0]?.names.join(" ")]).toEqual([
      1_900,
      expect.stringContaining("whales"),
    ]);
  });
});

type Made = ReturnType<typeof makePapers>;

async function copy(
  documents: PaperDocuments,
  some: Made,
  { ordinals, jobId, at }: { readonly ordinals: readonly number[]; readonly jobId: string; readonly at: number },
): Promise<void> {
  const results = await documents.write(
    some.map(({ paper, vector }, place) => ({
      document: {
        ordinal: ordinals[place]!,
        state: vector ? "embedded" : "waiting",
        job: jobId,
        joined: false,
        textSeq: ordinals[place]!,
        vectorSeq: ordinals[place]!,
        kept: {
          paper: { authors: [], categories: [], keywords: [], ...paper },
          trust: "5",
          contentHash: paper.id,
          textHash: paper.id,
          jobChanges: 0,
          takenInAt: at,
        },
        ...(vector && { vector: Float32Array.from(vector) }),
      },
    })),
  );
  expect(new Set(results.map(({ kind }) => kind))).toEqual(new Set(["done"]));
}

/** Every other paper about whales of the last year is the same as all such: so only one of them can be at a centre. */
async function listCopies({ papers }: Pick<ReturnType<typeof createSqliteStore>, "papers">) {
  const whales = makePapers().filter(
    ({ paper, vector }) => vector && paper.year === 2025 && paper.title.startsWith("whales"),
  );
  const ordinals = await Promise.all(whales.map(async ({ paper }) => (await papers.findPaper(paper.id))!.ordinal));
  const copies = ordinals.filter((_, place) => place % 2 === 0);
  return copies.flatMap((ordinal, at) => copies.slice(at + 1).map((other) => ({ ordinal, other, similarity: 0.99 })));
}
