import type { Ordinal } from "../../../../domain/paper/paper.js";
import type { MatchedChange, MatchStep } from "../../../../ports/desk/match-store.js";
import type { RedisCommand } from "../../connect.js";
import type { Transaction } from "../../transact.js";
import type { FollowContext } from "./context.js";
import { inboxOf, toRow } from "./rows.js";

/** A follow while matches are recorded. */
export interface StepFollow {
  readonly number: number;
  readonly inbox: number;
  readonly isPaused: boolean;
  readonly after: Ordinal;
  /** Its works before the step. */
  readonly works: number;
}

/** The rows of papers, by inbox. */
export type Places = Map<Ordinal, Map<number, number>>;

/** What is there before a step is recorded. */
export interface StepState {
  readonly follows: ReadonlyMap<number, StepFollow>;
  /** Of the papers that were found; removed ones are left out. */
  readonly ids: ReadonlyMap<Ordinal, string>;
  readonly places: Places;
  /** Rows that wait for a removed paper, which has come again. */
  readonly returning: readonly { readonly id: string; readonly ordinal: Ordinal; readonly row: number }[];
  /** The last place of each inbox. */
  readonly last: ReadonlyMap<number, number>;
  /** The number of the newest match of all inboxes. */
  readonly lastMatch: number;
  readonly matched: Readonly<Record<MatchedChange, number>>;
}

/** Reads what a step needs, in as many round trips for thousands of matches as for one, and joins the inboxes that it changes. */
export async function readStep(context: FollowContext, tx: Transaction, step: MatchStep): Promise<StepState> {
  const { keys, papers } = context;
  const found = unique(step.found.map(({ ordinal }) => ordinal));
  const [owners, places, ids] = await Promise.all([
    readOwners(context, unique(step.found.map(({ follow }) => follow))),
    readMembers(context, step.groups),
    papers.readIds(found),
  ]);
  const returning = await readReturning(context, ids);
  const placed = [...places.values()].flatMap((rows) => [...rows.keys()]);
  const inboxes = unique([...owners.values(), ...placed, ...returning.map(({ row }) => inboxOf(row))]);
  await tx.join(inboxes.map(keys.inboxVersion));
  const pairs = unique(step.found.map(({ follow, ordinal }) => `${ordinal} ${owners.get(follow) ?? ""}`))
    .map((pair) => pair.split(" "))
    .filter(([, inbox]) => inbox !== "")
    .map(([ordinal, inbox]) => [Number(ordinal), Number(inbox)] as const);
  return { ids, returning, ...(await readJoined(context, { owners, inboxes, pairs, places })) };
}

const unique = <Item>(items: Iterable<Item>): Item[] => [...new Set(items)];

/** The inbox of each follow that is there; it never changes. */
async function readOwners(
  { connection, keys }: FollowContext,
  follows: readonly number[],
): Promise<Map<number, number>> {
  const owners = await connection.pipe(follows.map((number) => ["hget", keys.follow(number), "inbox"]));
  return new Map(follows.flatMap((number, at) => (owners[at] === null ? [] : [[number, Number(owners[at])]])));
}

async function readMembers({ connection, keys }: FollowContext, groups: MatchStep["groups"]): Promise<Places> {
  const ordinals = unique(groups.flatMap(({ members }) => (members.length > 1 ? members : [])));
  const found = await connection.pipe(ordinals.map((ordinal) => ["hgetall", keys.places(ordinal)]));
  const places: Places = new Map();
  for (const [at, ordinal] of ordinals.entries()) {
    for (const [inbox, place] of Object.entries(found[at] as Record<string, string>))
      notePlace(places, { ordinal, row: toRow(Number(inbox), Number(place)) });
  }
  return places;
}

export function notePlace(places: Places, { ordinal, row }: { readonly ordinal: Ordinal; readonly row: number }): void {
  const rows = places.get(ordinal) ?? new Map<number, number>();
  places.set(ordinal, rows.set(inboxOf(row), row));
}

export async function readReturning(
  { connection, keys }: Pick<FollowContext, "connection" | "keys">,
  ids: ReadonlyMap<Ordinal, string>,
): Promise<StepState["returning"]> {
  const rows = await connection.pipe([...ids.values()].map((id) => ["smembers", keys.gone(id)]));
  return [...ids].flatMap(([ordinal, id], at) =>
    (rows[at] as string[]).map((row) => ({ id, ordinal, row: Number(row) })),
  );
}

interface Joined {
  readonly owners: ReadonlyMap<number, number>;
  readonly inboxes: readonly number[];
  /** Papers that were found, with the inboxes where they belong. */
  readonly pairs: readonly (readonly [Ordinal, number])[];
  /** Of the members of groups; gets those of the pairs, too. */
  readonly places: Places;
}

async function readJoined(
  { connection, keys }: FollowContext,
  { owners, inboxes, pairs, places }: Joined,
): Promise<Omit<StepState, "ids" | "returning">> {
  const ask: RedisCommand[] = [
    ...pairs.map(([ordinal, inbox]) => ["hget", keys.places(ordinal), inbox] as const),
    ...inboxes.map((inbox) => ["hget", keys.inbox(inbox), "last"] as const),
    ...[...owners.keys()].flatMap((follow) => [
      ["hmget", keys.follow(follow), "paused", "after"] as const,
      ["zcard", keys.found(follow)] as const,
    ]),
    ["hget", keys.numbers, "match"],
    ["hmget", keys.matched, "text", "vector"],
  ];
  const answers = (await connection.pipe(ask)).values();
  const next = () => answers.next().value;
  for (const [ordinal, inbox] of pairs) {
    const place = next();
    if (place !== null) notePlace(places, { ordinal, row: toRow(inbox, Number(place)) });
  }
  const last = new Map(inboxes.map((inbox) => [inbox, Number(next() ?? 0)]));
  const follows = new Map<number, StepFollow>();
  for (const [number, inbox] of owners) {
    const [paused, after] = next() as (string | null)[];
    const works = Number(next());
    // One that was removed meanwhile has nothing.
    if (after !== null) follows.set(number, { number, inbox, works, isPaused: paused === "1", after: Number(after) });
  }
  const lastMatch = Number(next() ?? 0);
  const [text, vector] = next() as (string | null)[];
  return { follows, places, last, lastMatch, matched: { text: Number(text ?? 0), vector: Number(vector ?? 0) } };
}
