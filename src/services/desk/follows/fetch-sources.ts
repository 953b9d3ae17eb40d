import { chooseMinute, findFirstDay, planNextRun, planRetry } from "../../../domain/follows/source-schedule.js";
import type { SourceState } from "../../../domain/follows/follow.js";
import { coalesceRuns } from "../../../domain/concurrency/serial-tasks.js";
import { describeError } from "../../../errors.js";
import type { FollowStore, StoredFollow } from "../../../ports/desk/follow-store.js";
import type { MatchStore } from "../../../ports/desk/match-store.js";
import type { TakenPapers } from "../../../ports/desk/taken-papers.js";
import type { Turns } from "../../../ports/ingest/turns.js";
import type { Logger } from "../../../ports/logger.js";
import type { AcceptPapers } from "../../ingest/accept-papers.js";
import type { HarvestPapers } from "../../sources/harvest-papers.js";

export interface FetchSourcesDeps {
  readonly follows: FollowStore;
  readonly matchStore: Pick<MatchStore, "recordStep">;
  readonly taken: TakenPapers;
  readonly harvestPapers: HarvestPapers;
  readonly acceptPapers: AcceptPapers;
  readonly turns: Turns;
  readonly today: () => Date;
  readonly logger: Logger;
}

/** Papers of one fetch; the next one goes on. */
const maxPapers = 5_000;

/** The state of a source that was not fetched yet. */
export function startSource(now: Date): SourceState {
  return { nextRunAt: now.toISOString(), failures: 0 };
}

function isDue({ state }: StoredFollow, now: Date): boolean {
  return state !== undefined && Date.parse(state.nextRunAt) <= now.getTime();
}

async function fetchSource(deps: FetchSourcesDeps, follow: StoredFollow, signal: AbortSignal): Promise<void> {
  const { spec, id, number, state } = follow;
  if (spec.kind !== "source" || !state) return;
  const now = deps.today();
  const save = (changed: SourceState) => deps.follows.changeFollow(number, { state: changed });
  // A process that died in the middle left its job: what the job took in is matched first.
  if (state.job !== undefined) await matchJob(deps, follow, state.job);
  let latest: SourceState = { ...state, lastRunAt: now.toISOString(), nextRunAt: planRetry(now, 1).toISOString() };
  await save(latest);
  let count = 0;
  try {
    const harvest = deps.harvestPapers.harvest({
      address: spec.source,
      from: findFirstDay(state, now),
      max: maxPapers,
      isOfReader: true,
      signal,
    });
    const onSlice = (job: { id: string }) => {
      if (latest.job !== job.id) void save((latest = { ...latest, job: job.id })).catch(() => undefined);
    };
    const job = await deps.acceptPapers(
      countRecords(harvest, () => (count += 1)),
      { name: spec.source, priority: "low", onSlice },
    );
    await matchJob(deps, follow, job.id);
    const { error: _error, job: _job, ...rest } = latest;
    await save({
      ...rest,
      lastSuccessAt: now.toISOString(),
      nextRunAt: planNextRun(now, chooseMinute(id)).toISOString(),
      papers: count,
      failures: 0,
    });
  } catch (error) {
    if (signal.aborted) return void (await save({ ...latest, nextRunAt: now.toISOString() }));
    const failures = state.failures + 1;
    const next = planRetry(now, failures).toISOString();
    deps.logger.warn(
      { source: spec.source, reason: describeError(error) },
      "A followed source cannot be fetched; it is tried again later.",
    );
    await save({ ...latest, failures, nextRunAt: next, error: describeError(error) });
  }
}

/** What a source brings that was not here when it was followed matches it. */
async function matchJob(
  { taken, matchStore }: FetchSourcesDeps,
  { number, after }: StoredFollow,
  jobId: string,
): Promise<void> {
  const ordinals = (await taken.listOfJob(jobId)).filter((ordinal) => ordinal > after);
  const found = ordinals.map((ordinal) => ({ follow: number, ordinal, score: 1, matchedBy: "filter" as const }));
  await matchStore.recordStep({ found, groups: [] });
}

async function* countRecords<Item>(records: AsyncIterable<Item>, count: () => void): AsyncGenerator<Item> {
  for await (const record of records) {
    count();
    yield record;
  }
}

/** How often it is asked whether a source is due. */
const askEveryMs = 60_000;

/**
 * Fetches sources one after another as they become due. Returns what ends it: a fetch in progress is aborted, and goes on
 * at the next start. `Schedules` is for times of day: when a source is due follows from what became of its last fetch,
 * and a fetch takes minutes, in which nothing else that is due may wait.
 */
export function fetchRegularly(deps: FetchSourcesDeps): () => Promise<void> {
  const ended = new AbortController();
  // One process at a time; should its turn go to another, it leaves the rest to that one.
  const run = coalesceRuns(async () => {
    await deps.turns.withTurn("fetch-sources", ({ signal }) => fetchDue(deps, AbortSignal.any([ended.signal, signal])));
  });
  let running: Promise<void> = Promise.resolve();
  const ask = () => {
    running = run().catch((error: unknown) => {
      if (!ended.signal.aborted)
        deps.logger.error({ reason: describeError(error) }, "Followed sources cannot be fetched.");
    });
  };
  const timer = setInterval(ask, askEveryMs);
  ask();
  return async () => {
    ended.abort();
    clearInterval(timer);
    await running;
  };
}

async function fetchDue(deps: FetchSourcesDeps, signal: AbortSignal): Promise<void> {
  for (const follow of await deps.follows.listStored({ onlySources: true })) {
    if (signal.aborted) return;
    if (!follow.isPaused && isDue(follow, deps.today())) await fetchSource(deps, follow, signal);
  }
}
