import { expect, it, onTestFinished } from "vitest";
import { createMemoryTurns } from "../../src/adapters/memory/turns.js";
import type { StoredFollow } from "../../src/ports/desk/follow-store.js";
import { fetchRegularly, type FetchSourcesDeps } from "../../src/services/desk/follows/fetch-sources.js";
import { createLogCollector } from "../support/queue-options.js";
import { until } from "../support/until.js";

const now = new Date("2026-11-30T07:00:00Z");

/** Two processes over one store with a source that is due; fetching it ends on command. */
function openShared() {
  let follow: StoredFollow = {
    number: 1,
    reader: "ada",
    id: "source-1",
    name: "IR",
    spec: { kind: "source", source: "arxiv:cat:cs.IR" },
    read: { limits: { filter: {} } },
    isPaused: false,
    after: 0,
    state: { nextRunAt: now.toISOString(), failures: 0 },
  };
  const fetches: (() => void)[] = [];
  const follows = {
    listStored: async () => [follow],
    changeFollow: async (_number: number, { state }: { state?: StoredFollow["state"] }) =>
      (follow = { ...follow, ...(state && { state }) }),
  } as unknown as FetchSourcesDeps["follows"];
  const deps: FetchSourcesDeps = {
    follows,
    matchStore: { recordStep: async () => undefined },
    taken: { listOfJob: async () => [], listSince: async () => [] },
    harvestPapers: { harvest: () => (async function* () {})() } as unknown as FetchSourcesDeps["harvestPapers"],
    acceptPapers: (async () => {
      await new Promise<void>((resolve) => fetches.push(resolve));
      return { id: "job" };
    }) as unknown as FetchSourcesDeps["acceptPapers"],
    turns: createMemoryTurns(),
    today: () => now,
    logger: createLogCollector().logger,
  };
  return { deps, fetches, readState: () => follow.state };
}

it("fetches a source that is due in one of two processes", async () => {
  const { deps, fetches, readState } = openShared();
  const ends = [fetchRegularly(deps), fetchRegularly(deps)];
  onTestFinished(async () => {
    for (const end of fetches) end();
    await Promise.all(ends.map((end) => end()));
  });
  await until("it is being fetched", () => fetches.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(fetches).toHaveLength(1);
  fetches[0]!();
  await until("it was fetched", () => readState()?.lastSuccessAt !== undefined);
  expect(Date.parse(readState()!.nextRunAt)).toBeGreaterThan(now.getTime());
});
