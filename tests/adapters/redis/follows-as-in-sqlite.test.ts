import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RedisConnection } from "../../../src/adapters/redis/connect.js";
import type { MatchStep } from "../../../src/ports/desk/match-store.js";
import { type FollowStores, keepNew, makeFollow } from "../../support/follow-stores.js";
import { openRedis, type OpenRedis } from "../../support/open-redis.js";
import { openRedisFollows } from "../../support/redis-follow-stores.js";
import { redisMissing } from "../../support/start-redis.js";

/* Whatever happens in whatever order, what readers see is as in SQLite, with which it shares the papers. */

const readers = ["ada", "bo"];
const papers = ["a", "b", "c", "d", "e"];

const paper = fc.constantFrom(...papers);
const reader = fc.constantFrom(...readers);
const place = fc.nat({ max: 5 });
const flag = fc.boolean();
const happening = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("add" as const), reader }) },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("record" as const),
      found: fc.array(fc.record({ follow: place, paper, score: fc.constantFrom(0.25, 0.5, 1) }), { maxLength: 6 }),
      members: fc.uniqueArray(paper, { maxLength: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("see" as const), reader, paper, flag }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("seeUpTo" as const), reader, place, flag }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("dismiss" as const), reader, paper, flag }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("removePaper" as const), paper }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("keepPaper" as const), paper }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("removeFollow" as const), place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("pause" as const), place, flag }) },
);
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;

type Followed = Pick<FollowStores, "follows" | "matches" | "dismissals">;

/** The follows by name, as each store has its own ids. */
async function findFollow({ follows }: Followed, at: number) {
  return (await follows.listStored())[at];
}

async function readOrdinal({ store }: FollowStores, id: string) {
  return (await store.papers.findPaper(id))?.ordinal ?? -1;
}

async function happenToPapers(stores: FollowStores, event: Happening) {
  if (event.kind === "removePaper") await stores.store.papers.removePaper(event.paper);
  if (event.kind === "keepPaper") await keepNew(stores, [event.paper]);
}

async function happen(stores: FollowStores, { follows, matches, dismissals }: Followed, event: Happening) {
  const own = { follows, matches, dismissals };
  if (event.kind === "add") return void (await follows.addFollow(makeFollow({ reader: event.reader })));
  if (event.kind === "record") {
    const all = await follows.listStored();
    const found = await Promise.all(
      event.found.flatMap(({ follow, paper: id, score }) =>
        all[follow]
          ? [
              readOrdinal(stores, id).then((ordinal) => ({
                follow: all[follow]!.number,
                ordinal,
                score,
                matchedBy: "both" as const,
              })),
            ]
          : [],
      ),
    );
    const members = (await Promise.all(event.members.map((id) => readOrdinal(stores, id)))).filter((one) => one > 0);
    const step: MatchStep = { found, groups: members.map((ordinal) => ({ ordinal, members })) };
    return void (await matches.recordStep(step));
  }
  if (event.kind === "see") return matches.markSeen(event.reader, { ids: [event.paper], isSeen: event.flag });
  if (event.kind === "seeUpTo") {
    const { rows } = await matches.listInbox({ reader: event.reader, onlyNew: false, limit: 100 });
    return matches.markSeen(event.reader, { upTo: rows[event.place]?.number ?? 0, isSeen: event.flag });
  }
  if (event.kind === "dismiss") {
    const { changed, follows: fitting } = await dismissals.dismiss(event.reader, {
      ids: [event.paper],
      isDismissed: event.flag,
    });
    return [changed, fitting.length];
  }
  if (event.kind === "removeFollow" || event.kind === "pause") {
    const follow = await findFollow(own, event.place);
    if (!follow) return;
    if (event.kind === "removeFollow") return void (await follows.removeFollow(follow));
    return (await follows.changeFollow(follow.number, { patch: { isPaused: event.flag } }))?.after;
  }
}

/** Everything that can be read, without the numbers and ids that each store gives out. */
async function describeAll({ follows, matches, dismissals }: Followed) {
  const stored = await follows.listStored();
  const nameOf = (number: number) => stored.findIndex((follow) => follow.number === number);
  const inboxes = [];
  for (const asked of readers) {
    const listed = (await follows.listFollows(asked)).map(
      ({ id: _id, createdAt: _at, lastMatchAt: _last, ...rest }) => rest,
    );
    const pages = [];
    for (const onlyNew of [false, true]) {
      for (const dismissed of [false, true]) {
        for (const follow of [undefined, ...stored.filter((one) => one.reader === asked).map(({ number }) => number)]) {
          const { rows, ...counts } = await matches.listInbox({
            reader: asked,
            onlyNew,
            dismissed,
            follow,
            limit: 100,
          });
          pages.push([rows.map(({ ordinal, isNew, at }) => [ordinal, isNew, at]), counts]);
        }
      }
    }
    const { rows } = await matches.listInbox({ reader: asked, onlyNew: false, limit: 100 });
    const all = await matches.listMatches(rows.map(({ number }) => number));
    inboxes.push({
      listed,
      pages,
      matches: all.map(({ follow, ordinal, score }) => [nameOf(follow.number), ordinal, score]),
    });
    inboxes.push(await describeDelivered({ follows, matches, dismissals }, asked, nameOf));
  }
  const out = await Promise.all(stored.map(({ number }) => dismissals.listOfFollow(number, 10)));
  return { inboxes, out, paused: stored.map(({ isPaused, after, name }) => [name, isPaused, after]) };
}

async function describeDelivered({ follows, matches }: Followed, asked: string, nameOf: (number: number) => number) {
  const own = (await follows.listFollows(asked)).map(({ id }) => id);
  const told = [];
  for (const each of ["match", "work"] as const) {
    for (const some of [undefined, own.slice(0, 1), own.slice(0, 2)]) {
      const query = { reader: asked, each, follows: some } as const;
      const all = await matches.listFound({ ...query, order: "oldest", limit: 100 });
      const middle = all[Math.floor(all.length / 2)]?.number ?? 0;
      const later = await matches.listFound({ ...query, order: "oldest", after: middle, limit: 2 });
      const earlier = await matches.listFound({ ...query, order: "newest", before: middle, limit: 2 });
      const newest = await matches.listFound({ ...query, order: "newest", limit: 100 });
      told.push(
        [all, later, earlier, newest].map((list) =>
          list.map(({ follow, ordinal }) => [nameOf(follow.number), ordinal]),
        ),
      );
    }
  }
  return told;
}

describe.skipIf(redisMissing)("what is followed on Redis", () => {
  let redis: OpenRedis;
  let connection: RedisConnection;
  beforeAll(async () => {
    redis = await openRedis();
    connection = await redis.connect();
  });
  afterAll(() => redis.close());

  it("is as in SQLite after any events", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 10, maxLength: 40 }), async (events) => {
        const stores = await openRedisFollows(connection, redis.nextPrefix());
        try {
          for (const one of readers) {
            for (const followed of [stores, stores.inSqlite]) {
              await followed.follows.addFollow(makeFollow({ reader: one, name: `first of ${one}` }));
            }
          }
          await keepNew(stores, papers.slice(0, 3));
          for (let from = 0; from < events.length; from += 5) {
            const answers = [];
            for (const [at, event] of events.slice(from, from + 5).entries()) {
              stores.store.setTime(1_000 * (from + at + 1));
              await happenToPapers(stores, event);
              answers.push([await happen(stores, stores, event), await happen(stores, stores.inSqlite, event)]);
            }
            expect(answers.map(([own]) => own)).toEqual(answers.map(([, other]) => other));
            expect(await describeAll(stores)).toEqual(await describeAll(stores.inSqlite));
          }
        } finally {
          await stores.store.close();
        }
      }),
      // One seed: SQLite shows a work again only with the last of its removed papers, Redis with any. Both are allowed.
      { numRuns: 30, seed: 20_261_201 },
    );
  });
});
