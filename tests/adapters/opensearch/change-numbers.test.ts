import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ClusterProcess, openProcess, type ProcessOptions } from "../../support/cluster-work.js";
import type { LocalServer } from "../../support/local-server.js";
import { createRandom } from "../../support/random.js";
import { countRounds } from "../../support/rounds.js";
import { openSearchMissing, openTestCluster, type TestCluster } from "../../support/start-opensearch.js";
import { redisMissing, startRedis } from "../../support/start-redis.js";
import { until } from "../../support/until.js";

const reason = openSearchMissing ?? redisMissing;

describe.skipIf(reason !== undefined)("numbers of changes in OpenSearch", () => {
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

  /** A reader of the log that keeps what it was told. */
  const createReader = ({ changes }: ClusterProcess) => {
    const texts = new Map<number, string>();
    const vectors = new Map<number, number>();
    const since = { text: 0, vector: 0 };
    return {
      texts,
      vectors,
      /** Reads one page of each kind; whether there was anything. */
      async read(limit: number) {
        const text = await changes.readTextChanges(since.text, limit);
        for (const { ordinal, paper } of text.put) texts.set(ordinal, paper.title);
        for (const ordinal of text.removed) texts.delete(ordinal);
        const vector = await changes.readVectorChanges(since.vector, limit);
        for (const put of vector.put) vectors.set(put.ordinal, put.vector[0] ?? NaN);
        for (const ordinal of vector.removed) vectors.delete(ordinal);
        const isNew = text.lastChange > since.text || vector.lastChange > since.vector;
        Object.assign(since, { text: text.lastChange, vector: vector.lastChange });
        return isNew;
      },
    };
  };
  const readAll = async (reader: ReturnType<typeof createReader>) => {
    while (await reader.read(1_000));
    return reader.texts;
  };
  const createGate = () => {
    let pass = () => undefined as void;
    const isOpen = new Promise<void>((resolve) => (pass = resolve));
    return { pass, isOpen };
  };

  it("are not passed by readers while their documents are not written", async () => {
    const [slow, fast] = [await open(), await open()];
    const { id } = await slow.jobs.createJob(new Date(0));
    const [reserved, written] = [createGate(), createGate()];
    const adding = slow.add(id, ["slow"], async (write) => {
      reserved.pass();
      await written.isOpen;
      await write();
    });
    await reserved.isOpen;
    await fast.add(id, ["fast"]);
    const reader = createReader(fast);
    expect([...(await readAll(reader)).values()]).toEqual([]);
    written.pass();
    await adding;
    expect([...(await readAll(reader)).values()]).toEqual(["slow", "fast"]);
  });

  it("of a dead writer are passed after its lease, and what it wrote late is seen all the same", async () => {
    const lease = { counters: { leaseMs: 300, sweepMs: 600 } };
    const [late, fast] = [await open(lease), await open(lease)];
    const { id } = await late.jobs.createJob(new Date(0));
    const readsFast = async (reader: ReturnType<typeof createReader>) =>
      [...(await readAll(reader)).values()].includes("fast");
    // One that comes back and one that dies after it has written.
    for (const dies of [false, true]) {
      const reader = createReader(fast);
      const [reserved, written] = [createGate(), createGate()];
      const adding = late.add(id, ["late"], async (write) => {
        reserved.pass();
        await written.isOpen;
        await write();
        if (dies) throw new Error("the process has died");
      });
      await reserved.isOpen;
      const [ordinal] = await fast.add(id, ["fast"]);
      await until("readers pass the silent writer", async () => readsFast(reader));
      expect(reader.texts.get(ordinal! - 1)).toBeUndefined();
      written.pass();
      await adding.catch(() => undefined);
      await until("the late paper is seen", async () => (await readAll(reader)).get(ordinal! - 1) === "late");
    }
  });

  it("are given out once to many at once, and again to nobody", async () => {
    const processes = [await open(), await open()];
    const reserved = await Promise.all(
      Array.from({ length: 20 }, (_, at) => processes[at % 2]!.counters.reserve({ ordinals: 3, changes: 2 })),
    );
    for (const [name, step] of [
      ["firstOrdinal", 3],
      ["firstChange", 2],
    ] as const) {
      const firsts = reserved.map((reservation) => reservation[name]).sort((a, b) => a - b);
      expect(firsts).toEqual(firsts.map((_, at) => 1 + at * step));
    }
    await Promise.all(reserved.map(({ settle }) => settle()));
    expect(await processes[0]!.counters.readSettled()).toBe(40);
  });

  it("lead a reader to what is stored, whatever two writers write meanwhile", async () => {
    for (let seed = 1; seed <= countRounds(2); seed += 1) {
      const random = createRandom(seed);
      const [one, two] = [await open(), await open()];
      const { id } = await one.jobs.createJob(new Date(0));
      const reader = createReader(two);
      let writing = 2;
      const write = async (process: ClusterProcess, name: string) => {
        for (let step = 0; step < 12; step += 1) {
          const titles = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, at) => `${name}${step}.${at}`);
          await process.add(id, titles);
          const waiting = await process.work.listWaiting(id, 5);
          const vectors = waiting.map((paper) => ({ ...paper, vector: Float32Array.of(paper.ordinal, 1) }));
          await process.work.saveResults({ vectors, failures: [] });
        }
        writing -= 1;
      };
      const read = async () => {
        while (writing > 0) await reader.read(1 + Math.floor(random() * 6));
      };
      await Promise.all([write(one, "one"), write(two, "two"), read()]);
      await readAll(reader);
      const whole = createReader(one);
      await readAll(whole);
      const last = Math.max(...whole.texts.keys());
      const stored = await one.documents.readShown(Array.from({ length: last }, (_, at) => at + 1));
      expect(whole.texts).toEqual(new Map(Array.from(stored, ([key, { title }]) => [key, title])));
      const sort = <Value>(map: ReadonlyMap<number, Value>) => [...map].sort(([a], [b]) => a - b);
      expect(sort(reader.texts)).toEqual(sort(whole.texts));
      expect(sort(reader.vectors)).toEqual(sort(whole.vectors));
      expect(reader.vectors.size).toBeGreaterThan(20);
    }
  });
});
