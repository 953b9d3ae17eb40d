import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createSqliteStore, type SqliteStore } from "../../src/adapters/sqlite/store.js";
import { everyFollow, makeFollowed } from "../support/follows/followed-papers.js";
import type { MatchChildTask } from "../support/follows/match-child.js";
import { createRandom } from "../support/random.js";
import { endPrograms, spawnProgram } from "../support/spawn-program.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { ingest, openTestLibrary } from "../support/test-library.js";
import { until } from "../support/until.js";

/** With more of them, a follow would have more matches than are kept. */
const rounds = 8;
const papersEachRound = 160;
const longestLifeMs = 60;
const reader = "local";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  await endPrograms();
  for (const step of undo.splice(0).toReversed()) await step();
  await removeTemporaryFolders();
});

function startChild(task: MatchChildTask) {
  const child = spawnProgram({ entry: "tests/support/follows/match-child", args: [JSON.stringify(task)] });
  const kill = () => child.end("SIGKILL");
  return { kill, hasStored: () => child.readOutput().includes("stored") };
}

/** A library with every follow and no paper. */
async function openFollowing() {
  const folder = await makeTemporaryFolder();
  const library = await openTestLibrary({ folder });
  const close = library.close;
  for (const body of everyFollow) {
    await library.services.desk.createFollow({ reader, body, query: { dryRun: false } });
  }
  return { folder, library, close };
}

/** What a reader of new matches has been told, in order: each call adds what came since the last. */
function createListener({ desk, papers }: SqliteStore) {
  const heard: string[] = [];
  let after = 0;
  return async () => {
    const found = await desk.matchStore.listFound({ reader, each: "match", order: "oldest", after, limit: 10_000 });
    after = found.at(-1)?.number ?? after;
    const read = await papers.readPapers(found.map(({ ordinal }) => ordinal));
    heard.push(...found.map(({ follow, ordinal }) => `${follow.name}: ${read.get(ordinal)?.id}`));
    return heard;
  };
}

function openStore(folder: string): SqliteStore {
  const store = createSqliteStore({ folder, now: Date.now });
  undo.push(() => store.close());
  return store;
}

/** By a process that nobody kills. */
async function listExpected(): Promise<readonly string[]> {
  const { folder, library, close } = await openFollowing();
  await ingest(library.services, makeFollowed(rounds * papersEachRound));
  const listen = createListener(openStore(folder));
  let heard = 0;
  await until("nothing more is matched", async () => {
    const before = heard;
    await wait(500);
    heard = (await listen()).length;
    return heard > 0 && heard === before;
  });
  await close();
  return (await listen()).toSorted();
}

describe("a process that matches new papers and is killed", () => {
  it(`finds each match once, in ${rounds} kills`, { timeout: 300_000 }, async (test) => {
    const expected = await listExpected();
    const byAda = makeFollowed(rounds * papersEachRound).filter(({ authors }) => authors.includes("Ada Lovelace"));
    expect(expected.filter((match) => match.startsWith("A. Lovelace"))).toHaveLength(byAda.length);
    const names = new Set(expected.map((match) => match.split(": ")[0]));
    expect(names.size, "follows that match something").toBe(everyFollow.length);

    const { folder, close } = await openFollowing();
    await close();
    const store = openStore(folder);
    const listen = createListener(store);
    const random = createRandom(17);
    const left: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const before = (await listen()).length;
      const child = startChild({ folder, count: round * papersEachRound });
      await until("it began to match", async () => (await listen()).length > before);
      await wait(random() * longestLifeMs);
      await child.kill();
      left.push(Math.round((expected.length * round) / rounds) - (await listen()).length);
    }
    await test.annotate(`matches left to find at each kill: ${left.join(", ")}`);
    expect(left.filter((missing) => missing > 0).length, "kills in the midst of matching").toBeGreaterThan(rounds / 2);

    const last = startChild({ folder, count: rounds * papersEachRound });
    await until("it has matched all", async () => last.hasStored() && (await listen()).length >= expected.length);
    await last.kill();
    // Another start, with the same papers, finds nothing new.
    const again = startChild({ folder, count: rounds * papersEachRound });
    await until("it has taken them in again", again.hasStored);
    await wait(1_000);
    await again.kill();
    expect((await listen()).toSorted()).toEqual(expected);
    const { total } = await store.desk.matchStore.listInbox({ reader, onlyNew: false, limit: 1 });
    expect(total).toBe(new Set(expected.map((match) => match.split(": ").at(-1))).size);
  });
});
