import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { LocalServer } from "../../support/local-server.js";
import { type ClusterProcess, dieAt, hashText, openProcess, type ProcessOptions } from "../../support/cluster-work.js";
import { openSearchMissing, openTestCluster, type TestCluster } from "../../support/start-opensearch.js";
import { redisMissing, startRedis } from "../../support/start-redis.js";

const titles = ["A", "B", "C", "D", "E"];
const vector = Float32Array.of(0.6, 0.8);

describe.skipIf((openSearchMissing ?? redisMissing) !== undefined)(
  "work that is interrupted, on OpenSearch and Redis",
  () => {
    let redis: LocalServer;
    let cluster: TestCluster;
    const opened: ClusterProcess[] = [];
    const open = async (options: Partial<ProcessOptions> = {}) => {
      const process = await openProcess({ cluster, redisUrl: redis.url, ...options });
      opened.push(process);
      return process;
    };
    beforeAll(async () => {
      redis = await startRedis();
    });
    afterAll(() => redis.stop());
    beforeEach(() => {
      cluster = openTestCluster();
    });
    afterEach(async () => {
      opened.splice(0).forEach((process) => process.close());
      await cluster.close();
    });

    /** Runs a task in processes that die at their first write, at their second …, each followed by a check, until one lives. */
    const interrupt = async (
      task: (process: ClusterProcess, round: number) => Promise<unknown>,
      check: (round: number) => Promise<void>,
    ) => {
      for (let step = 1; ; step += 1) {
        const death = dieAt(step);
        // The first calls of a process create what is missing, which is not the task.
        let isWatched = false;
        const process = await open({ beforeWrite: () => (isWatched ? death.beforeWrite() : undefined) });
        isWatched = true;
        await task(process, step).catch((error: unknown) => {
          if (!death.hasDied()) throw error;
        });
        process.close();
        await check(step);
        if (!death.hasDied()) return step;
      }
    };
    const addJob = async (process: ClusterProcess) => {
      const { id } = await process.jobs.createJob(new Date(0));
      await process.add(id, titles);
      await process.jobs.sealJob(id);
      return id;
    };
    const giveOut = async (process: ClusterProcess, jobId: string, batch: string) => {
      const papers = await process.work.listWaiting(jobId, 100);
      await process.work.assignBatch({ id: batch, ordinals: papers.map(({ ordinal }) => ordinal) });
      return papers;
    };
    const embed = (papers: Awaited<ReturnType<typeof giveOut>>) => {
      const [first, ...rest] = papers;
      const failures = first ? [{ ...first, reason: "no words" }] : [];
      return { vectors: rest.map((paper) => ({ ...paper, vector })), failures };
    };
    const done = { state: "completed", counts: { total: 5, accepted: 5, embedded: 4, failed: 1 } };

    it("takes results in wherever a process died with them, and counts them once", async () => {
      const other = await open();
      let jobId = "";
      let papers: Awaited<ReturnType<typeof giveOut>> = [];
      const prepare = async (round: number) => {
        jobId = await addJob(other);
        papers = await giveOut(other, jobId, `b${round}`);
      };
      await prepare(0);
      const rounds = await interrupt(
        (process) => process.work.saveResults(embed(papers)),
        async (round) => {
          await other.work.saveResults(embed(papers));
          expect(await other.jobs.readJob(jobId)).toMatchObject(done);
          expect(await other.work.listBatches()).toEqual([]);
          expect(await other.work.listJobShares()).toEqual([]);
          await prepare(round);
        },
      );
      expect(rounds).toBeGreaterThan(4);
    });

    it("feeds papers again whose batch was given out by a process that died", async () => {
      const other = await open();
      const jobId = await addJob(other);
      await interrupt(
        (process, round) => giveOut(process, jobId, `b${round}`),
        async () => {
          await other.work.releaseBatches(await other.work.listBatches());
          expect(await other.work.listWaiting(jobId, 100)).toHaveLength(titles.length);
        },
      );
    });

    it("fails a batch wherever a process died with it, and counts its papers once", async () => {
      const other = await open();
      let jobId = await addJob(other);
      await giveOut(other, jobId, "b0");
      await interrupt(
        (process, round) => process.work.failBatch({ id: `b${round - 1}`, reason: "first" }),
        async (round) => {
          await other.work.failBatch({ id: `b${round - 1}`, reason: "first" });
          expect(await other.jobs.readJob(jobId)).toMatchObject({
            state: "failed",
            counts: { accepted: 5, failed: 5 },
          });
          expect(await other.work.listBatches()).toEqual([]);
          jobId = await addJob(other);
          await giveOut(other, jobId, `b${round}`);
        },
      );
    });

    it.each(["cancel", "retry"] as const)("finishes to %s a job wherever a process died with it", async (action) => {
      const other = await open();
      let jobId = "";
      const prepare = async () => {
        jobId = await addJob(other);
        if (action === "retry") await other.jobs.changeState(jobId, "cancel");
      };
      await prepare();
      const states = new Set<string>();
      await interrupt(
        (process) => process.jobs.changeState(jobId, action),
        async () => {
          // Nobody reads the job: what feeds the queue finishes it.
          const fed = (await other.work.listJobShares()).some((share) => share.jobId === jobId);
          const { state, counts } = (await other.jobs.readJob(jobId))!;
          states.add(state);
          expect(fed).toBe(state !== "cancelled");
          expect((await other.jobPapers.count([jobId])).get(jobId)).toMatchObject({ waiting: fed ? 5 : 0, own: 5 });
          expect(counts).toMatchObject({ accepted: 5, embedded: 0, failed: 0 });
          await prepare();
        },
      );
      expect(states).toEqual(new Set(["waiting", "cancelled"]));
    });

    it("finds the papers of a job as before while it is cancelled, and once it is retried", async () => {
      const process = await open();
      const jobId = await addJob(process);
      for (const action of ["cancel", "retry"] as const) {
        await process.jobs.changeState(jobId, action);
        expect(await process.countFound()).toBe(titles.length);
      }
      await process.work.saveResults(embed(await giveOut(process, jobId, "b")));
      await process.jobs.changeState(jobId, "retry");
      expect(await process.countFound()).toBe(titles.length);
    });

    it("seals a job wherever a process died with it, at the next try", async () => {
      const other = await open();
      let jobId = (await other.jobs.createJob(new Date(0))).id;
      await interrupt(
        (process) => process.jobs.sealJob(jobId),
        async () => {
          for (const id of await other.jobs.listOpen()) await other.jobs.sealJob(id);
          expect(await other.jobs.readJob(jobId)).toMatchObject({ state: "completed" });
          jobId = (await other.jobs.createJob(new Date(0))).id;
        },
      );
    });

    it("never counts fewer papers as accepted than a job has", async () => {
      const other = await open();
      let jobId = (await other.jobs.createJob(new Date(0))).id;
      await interrupt(
        (process) => process.add(jobId, titles),
        async () => {
          const { waiting = 0 } = (await other.jobPapers.count([jobId])).get(jobId) ?? {};
          const counts = { total: waiting, accepted: waiting };
          expect(await other.jobs.readJob(jobId)).toMatchObject({ state: "waiting", counts });
          jobId = (await other.jobs.createJob(new Date(0))).id;
        },
      );
    });

    it("takes the same results in from two processes at once, and counts them once", async () => {
      const [one, two] = [await open(), await open()];
      for (let round = 0; round < 5; round += 1) {
        const jobId = await addJob(one);
        const papers = await giveOut(one, jobId, `b${round}`);
        await Promise.all([one, two].map(({ work }) => work.saveResults(embed(papers))));
        expect(await two.jobs.readJob(jobId)).toMatchObject(done);
        expect(await one.work.listBatches()).toEqual([]);
      }
    });

    it("keeps what a job ended with when its papers move to another job", async () => {
      const process = await open();
      const jobId = await addJob(process);
      await process.work.saveResults(embed(await giveOut(process, jobId, "b")));
      const stored = [...(await process.documents.read([1, 2, 3])).values()];
      await process.documents.write(stored.map(({ at, document }) => ({ at, document: { ...document, job: "next" } })));
      expect(await process.jobs.readJob(jobId)).toMatchObject(done);
    });

    it("lists papers whose job is lost after those of the others", async () => {
      const process = await open();
      const jobId = await addJob(process);
      await process.documents.write([
        {
          document: {
            ...(await process.documents.read([1])).get(1)!.document,
            ordinal: 999,
            job: "lost",
            kept: {
              ...(await process.documents.read([1])).get(1)!.document.kept,
              textHash: hashText("lost"),
            },
          },
        },
      ]);
      expect((await process.work.listJobShares()).map((share) => share.jobId)).toEqual([jobId, "lost"]);
    });
  },
);
