import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { AppError } from "../../errors.js";
import type { RedisCommand, RedisConnection, RedisValue } from "./connect.js";
import { writeEach, writeGuarded } from "./guarded-writes.js";
import { openTurn } from "./scope-turn.js";
import { isLost } from "./to-app-error.js";

/** What a task wants to write: done together after it, or not at all. What it reads meanwhile is as before. */
export interface Transaction {
  write(command: string, ...words: RedisValue[]): void;
  /** One command for many items: `writeEach(["HSET", key], [[field, value], …])`. None without items. */
  writeEach(head: RedisCommand, items: readonly (readonly RedisValue[])[]): void;
  /** Makes it a transaction of these scopes, too: what is read of them from then on is of the same moment. */
  join(scopes: readonly string[]): Promise<void>;
}

/**
 * Runs a task as one transaction of a scope: what it reads, with plain commands, is of one moment, and its writes are done
 * together at that moment. Where others have written to the scope meanwhile, the task runs again, so it must have no other
 * effects. All writers of the scope go through this; calls of one process for a scope wait for each other. Throws
 * `unavailable` where others are always faster, and as a connection does.
 *
 * @param scope the key of its version, which nothing else uses
 */
export type Transact = <Result>(scope: string, task: (tx: Transaction) => Promise<Result>) => Promise<Result>;

export function createTransact(connection: RedisConnection): Transact {
  const tails = new Map<string, Promise<unknown>>();
  return (scope, task) => {
    const run = (tails.get(scope) ?? Promise.resolve()).then(() => runUntilUndisturbed(connection, scope, task));
    // Those that wait behind a call that Redis left without an answer do not wait for another one.
    const tail = run.catch((error: unknown) => {
      if (isLost(error)) throw error;
    });
    const forget = () => void (tails.get(scope) === tail && tails.delete(scope));
    tail.then(forget, forget);
    tails.set(scope, tail);
    return run;
  };
}

const attempts = 60;
const maxPauseMs = 50;
/** After so many attempts a call asks the others to wait: it may be slower than all of them. */
const patience = 4;
/** A lost connection is waited for only if it was lost at once: what has taken longer has no time left. */
const lostAtOnceMs = 300;

/** Writes whose answer was lost. */
interface Sent<Result> {
  readonly version: string;
  readonly before: string | null;
  readonly result: Result;
}

type Ran<Result> =
  { readonly isDone: true; readonly result: Result } | { readonly isDone: false; readonly lost?: Sent<Result> };

async function runUntilUndisturbed<Result>(
  connection: RedisConnection,
  scope: string,
  task: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const turn = openTurn(connection, scope);
  let lost: Sent<Result> | undefined;
  try {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (attempt > 0 && !lost) await wait(Math.random() * Math.min(2 ** attempt, maxPauseMs));
      if (attempt >= patience) await turn.take();
      const before = await turn.awaitOthers();
      if (lost && before === lost.version) return lost.result;
      if (lost && before !== lost.before) throw createUnsureError(connection);
      const ran: Ran<Result> = await runOnce(connection, { scope, before, task });
      if (ran.isDone) return ran.result;
      if (lost && ran.lost) throw createUnsureError(connection);
      lost ??= ran.lost;
    }
  } finally {
    await turn.end();
  }
  throw new AppError("unavailable", `${connection.name}: too many changes at once. Try again soon.`);
}

function createUnsureError({ name }: RedisConnection): AppError {
  const message = `${name} was lost while it wrote, so it may or may not have: look before you try again.`;
  return new AppError("unavailable", message);
}

interface Attempt<Result> {
  readonly scope: string;
  /** The version of the scope when the attempt began. */
  readonly before: string | null;
  readonly task: (tx: Transaction) => Promise<Result>;
}

async function runOnce<Result>(
  connection: RedisConnection,
  { scope, before, task }: Attempt<Result>,
): Promise<Ran<Result>> {
  const writes: RedisCommand[] = [];
  const versions = new Map([[scope, before]]);
  const result = await task({
    write: (...command) => void writes.push(command),
    writeEach: (...given) => void writes.push(...writeEach(...given)),
    async join(scopes) {
      const joined = scopes.filter((each) => !versions.has(each));
      for (const [at, version] of (await readVersions(connection, joined)).entries())
        versions.set(joined[at]!, version);
    },
  });
  const held = [...versions.keys()];
  if (writes.length === 0) {
    const now = await readVersions(connection, held);
    return held.every((each, at) => now[at] === versions.get(each)) ? { isDone: true, result } : { isDone: false };
  }
  const version = randomBytes(9).toString("base64url");
  const guards = held.map((each) => ({ read: ["GET", each] as const, expected: versions.get(each)! }));
  for (const each of held) writes.push(["SET", each, version]);
  const sentAt = performance.now();
  try {
    const isDone = await writeGuarded(connection, { guards, writes });
    return isDone ? { isDone, result } : { isDone };
  } catch (error) {
    if (!isLost(error) || performance.now() - sentAt > lostAtOnceMs) throw error;
    return { isDone: false, lost: { version, before, result } };
  }
}

async function readVersions(
  connection: RedisConnection,
  scopes: readonly string[],
): Promise<readonly (string | null)[]> {
  return scopes.length === 0 ? [] : connection.ask((redis) => redis.mget(...scopes));
}
