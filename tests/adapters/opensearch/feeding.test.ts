import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ClusterProcess, openProcess } from "../../support/cluster-work.js";
import type { LocalServer } from "../../support/local-server.js";
import { openSearchMissing, openTestCluster, type TestCluster } from "../../support/start-opensearch.js";
import { redisMissing, startRedis } from "../../support/start-redis.js";

describe.skipIf((openSearchMissing ?? redisMissing) !== undefined)("two processes that feed one queue", () => {
  let redis: LocalServer;
  let cluster: TestCluster;
  let processes: ClusterProcess[];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  beforeEach(async () => {
    cluster = openTestCluster();
    const open = () => openProcess({ cluster, redisUrl: redis.url });
    processes = [await open(), await open()];
  });
  afterEach(async () => {
    processes.forEach((process) => process.close());
    await cluster.close();
  });

  const addPapers = async (count: number) => {
    const [{ jobs, add }] = processes as [ClusterProcess, ClusterProcess];
    const { id } = await jobs.createJob(new Date(0));
    await add(
      id,
      Array.from({ length: count }, (_, at) => `T${at}`),
    );
    return id;
  };
  const cut = async (
    { work }: ClusterProcess,
    { jobId, batch }: { readonly jobId: string; readonly batch: string },
  ) => {
    const ordinals = (await work.listWaiting(jobId, 7)).map(({ ordinal }) => ordinal);
    if (ordinals.length > 0) await work.assignBatch({ id: batch, ordinals });
    return ordinals;
  };

  it("give each paper out once, by turns", async () => {
    const jobId = await addPapers(60);
    const given: number[] = [];
    let batches = 0;
    const feed = async (process: ClusterProcess) => {
      for (let cutting: readonly number[] | undefined = []; given.length < 60; given.push(...(cutting ?? [])))
        cutting = await process.turns.withTurn("feed", async () =>
          cut(process, { jobId, batch: `b${(batches += 1)}` }),
        );
    };
    await Promise.all(processes.map(feed));
    expect(new Set(given).size).toBe(60);
    expect(given).toHaveLength(60);
    expect(batches).toBeLessThanOrEqual(11);
  });

  it("refuse a batch with a paper that is given out, though its holder has lost the turn and does not know", async () => {
    const jobId = await addPapers(5);
    const cuts = processes.map((process, at) => cut(process, { jobId, batch: `b${at}` }));
    const outcomes = await Promise.allSettled(cuts);
    const given = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? outcome.value : []));
    expect(given.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
    const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
    expect(refusals).toMatchObject(refusals.map(() => ({ code: "conflict" })));
    const late = processes[1]!.work.assignBatch({ id: "late", ordinals: [5] });
    await expect(late).rejects.toMatchObject({ code: "conflict" });
  });
});
