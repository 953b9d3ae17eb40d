import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRedisCollectionStore } from "../../../src/adapters/redis/desk/collections/collection-store.js";
import { createRedisEntryStore } from "../../../src/adapters/redis/desk/collections/entry-store.js";
import { makeEntry, openCollection, scanAll } from "../../support/collection-stores.js";
import { noPapers } from "../../support/known-papers.js";
import { openRedis, type OpenRedis } from "../../support/open-redis.js";
import { openDeskParts } from "../../support/redis-desk.js";
import { redisMissing } from "../../support/start-redis.js";

describe.skipIf(redisMissing)("collections that several processes share", () => {
  let redis: OpenRedis;
  beforeAll(async () => {
    redis = await openRedis();
  });
  afterAll(() => redis.close());

  /** The stores of as many processes. */
  async function openProcesses(count: number) {
    const prefix = redis.nextPrefix();
    return Promise.all(
      Array.from({ length: count }, async () => {
        const parts = await openDeskParts(redis, prefix);
        return {
          collections: createRedisCollectionStore(parts),
          entries: createRedisEntryStore({ ...parts, papers: noPapers }),
          setTime: parts.setTime,
          close: async () => undefined,
        };
      }),
    );
  }
  const makeEntries = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => makeEntry(`p${String(from + at).padStart(5, "0")}`));

  it("keep each paper once, whoever adds it", async () => {
    const processes = await openProcesses(6);
    const bees = await openCollection(processes[0]!);
    // Neighbours add half of their papers in common.
    const runs = processes.map(async ({ entries }, index) => {
      const added: string[] = [];
      for (let part = 0; part < 10; part += 1)
        added.push(...(await entries.addEntries(bees, makeEntries(500 * part + 20 * index, 40))).added);
      return added;
    });
    const added = (await Promise.all(runs)).flat();
    const papers = (await scanAll(processes[1]!, bees)).map(({ id }) => id);
    expect(added.toSorted()).toEqual(papers.toSorted());
    expect(papers.length).toBe(10 * (20 * 6 + 20));
    expect(await processes[2]!.collections.readCollection(bees)).toMatchObject({
      papers: papers.length,
      unread: papers.length,
    });
  });

  it("lose no change of an entry, nor the counts", async () => {
    const processes = await openProcesses(8);
    const bees = await openCollection(processes[0]!);
    await processes[0]!.entries.addEntries(bees, makeEntries(0, 3));
    const ids = ["p00000", "p00001"];
    await Promise.all(
      processes.flatMap(({ entries }, index) => [
        entries.changeEntries(bees, ids, { addTags: [`tag ${index}`] }),
        entries.changeEntries(bees, ids.slice(0, 1), { decision: index % 2 === 0 ? "include" : "exclude" }),
      ]),
    );
    const [first, second] = await processes[0]!.entries.readEntries(bees, ids);
    const tags = processes.map((_, index) => `tag ${index}`);
    expect([first!.tags.toSorted(), second!.tags.toSorted()]).toEqual([tags, tags]);
    const isKept = first!.decision === "include";
    expect(await processes[0]!.collections.readCollection(bees)).toMatchObject(
      isKept ? { papers: 3, included: 1, excluded: 0 } : { papers: 2, included: 0, excluded: 1 },
    );
  });

  it("have one of a name", async () => {
    const processes = await openProcesses(8);
    const outcomes = await Promise.allSettled(processes.map((stores) => openCollection(stores, "Bees")));
    const codes = outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason.code : "created"));
    expect(codes.toSorted()).toEqual([...Array.from({ length: 7 }, () => "conflict"), "created"]);
    expect(await processes[0]!.collections.listCollections("ada")).toHaveLength(1);
  });

  it("have entries only while they are there", async () => {
    const [one, other] = (await openProcesses(2)) as [
      Awaited<ReturnType<typeof openProcesses>>[0],
      Awaited<ReturnType<typeof openProcesses>>[0],
    ];
    const bees = await openCollection(one);
    const outcomes = await Promise.allSettled([
      other.entries.addEntries(bees, makeEntries(0, 10)),
      one.collections.deleteCollection(bees),
    ]);
    const isAdded = outcomes[0].status === "fulfilled";
    const restored = await one.collections.restoreCollection(bees);
    expect([restored.papers, (await scanAll(other, bees)).length]).toEqual(isAdded ? [10, 10] : [0, 0]);
  });

  it("change by what is changed, however many entries they have", async () => {
    const [stores] = await openProcesses(1);
    const bees = await openCollection(stores!);
    for (let from = 0; from < 10_000; from += 1_000) await stores!.entries.addEntries(bees, makeEntries(from, 1_000));
    const watch = await redis.connect();
    const countBytes = async () => {
      const info = await watch.ask((client) => client.info("stats"));
      const read = (name: string) => Number(new RegExp(`${name}:(\\d+)`).exec(info)?.[1]);
      return read("total_net_output_bytes") + read("total_net_input_bytes");
    };
    const before = await countBytes();
    await stores!.entries.changeEntries(bees, ["p05000"], { note: "Read it.", decision: "include" });
    await stores!.entries.addEntries(bees, [makeEntry("new")]);
    await stores!.entries.removeEntries(bees, ["p00001"]);
    expect((await countBytes()) - before).toBeLessThan(50_000);
    expect(await stores!.collections.readCollection(bees)).toMatchObject({ papers: 10_000, included: 1 });
    expect((await scanAll(stores!, bees)).length).toBe(10_000);
  });
});
