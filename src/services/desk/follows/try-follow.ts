import { type FollowSpec, nameFollow } from "../../../domain/follows/follow.js";
import { followLimits } from "../../../domain/follows/follow-limits.js";
import { findFirstDay } from "../../../domain/follows/source-schedule.js";
import type { DryRunAnswer } from "../../../domain/follows/inbox.js";
import type { FoundMatch } from "../../../domain/follows/watch.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { ReadFollow } from "../../../ports/desk/follow-store.js";
import type { StoredMatch } from "../../../ports/desk/match-store.js";
import type { TakenPapers } from "../../../ports/desk/taken-papers.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { VectorStore } from "../../../ports/vectors/vector-store.js";
import type { HarvestPapers } from "../../sources/harvest-papers.js";
import { createListedVectors } from "./listed-vectors.js";
import { createPaperMatcher, type MatchPapersDeps } from "./match-papers.js";
import type { PrepareWatch } from "./prepare-watch.js";
import { readMatchedPapers } from "./read-matches.js";

export interface TryFollowDeps extends Omit<MatchPapersDeps, "watchedVectors"> {
  readonly taken: TakenPapers;
  readonly papers: Pick<PaperStore, "readPapers">;
  readonly vectors: Pick<VectorStore, "readVectors">;
  readonly prepareWatch: PrepareWatch;
  readonly harvestPapers: HarvestPapers;
  readonly today: () => Date;
}

export interface TriedFollow {
  readonly reader: string;
  readonly spec: FollowSpec;
  readonly read: ReadFollow;
}

/** What a follow would have matched lately; nothing is stored. */
export type TryFollow = (follow: TriedFollow, signal?: AbortSignal) => Promise<DryRunAnswer>;

const step = 32;
const maxShown = 50;
/** Papers of a source that are read: one page of most. */
const maxRead = 100;
const maxTitles = 10;

export function createTryFollow(deps: TryFollowDeps): TryFollow {
  return async (follow, signal) => {
    if (follow.spec.kind === "source") return trySource(deps, follow.spec.source, signal);
    const since = new Date(deps.today().getTime() - followLimits.dryRunDays * 86_400_000);
    const recent = await deps.taken.listSince(since, followLimits.dryRunPapers);
    const found = await matchRecent(deps, follow, { recent, signal });
    const best = found.toSorted((one, other) => other.ordinal - one.ordinal).slice(0, maxShown);
    return {
      papers: await showMatches(deps, follow.spec, best),
      matched: found.length,
      compared: recent.length,
      since: since.toISOString(),
    };
  };
}

async function matchRecent(
  deps: TryFollowDeps,
  { reader, spec, read }: TriedFollow,
  { recent, signal }: { readonly recent: readonly Ordinal[]; readonly signal: AbortSignal | undefined },
): Promise<readonly FoundMatch[]> {
  const prepared = await deps.prepareWatch({ number: 0, after: 0, reader, spec, read });
  if (!prepared) return [];
  const matcher = createPaperMatcher({ ...deps, watchedVectors: createListedVectors() });
  await matcher.put([prepared.watch]);
  const found: FoundMatch[] = [];
  for (let from = 0; from < recent.length; from += step) {
    signal?.throwIfAborted();
    const ordinals = recent.slice(from, from + step);
    const [papers, vectors] = await Promise.all([deps.papers.readPapers(ordinals), deps.vectors.readVectors(ordinals)]);
    const all = [...papers].map(([ordinal, paper]) => ({ ordinal, paper, vector: vectors.get(ordinal) }));
    // A batch has vectors for all of its papers, or for none.
    for (const part of [all.filter(({ vector }) => vector), all.filter(({ vector }) => !vector)]) {
      if (part.length > 0) found.push(...(await matcher.match(part)));
    }
  }
  return found;
}

async function showMatches({ papers }: TryFollowDeps, spec: FollowSpec, found: readonly FoundMatch[]) {
  const never = { at: new Date(0), isNew: true };
  const rows = found.map(({ ordinal }, number) => ({ number, ordinal, ...never }));
  const follow = { id: "", number: 0, name: nameFollow(spec, {}), kind: spec.kind };
  const text = spec.kind === "question" ? { text: spec.query } : {};
  const matches = found.map((match, number): StoredMatch => ({
    ...match,
    number,
    row: number,
    at: never.at,
    follow: { ...follow, ...text },
  }));
  const read = await readMatchedPapers(papers, rows, matches);
  return read.map(({ paper, matches: reasons, highlights, versions }) => ({
    paper,
    matches: reasons,
    ...(highlights && { highlights }),
    ...(versions && { versions }),
  }));
}

/** Reads the first page, and stores nothing. */
async function trySource(deps: TryFollowDeps, address: string, signal?: AbortSignal): Promise<DryRunAnswer> {
  const from = findFirstDay({}, deps.today());
  const titles: string[] = [];
  let [read, total] = [0, 0];
  const onPage = (page: { papers: number; total?: number }) => (total = Math.max(total, page.total ?? 0));
  for await (const record of deps.harvestPapers.harvest({
    address,
    from,
    max: maxRead,
    isOfReader: true,
    onPage,
    ...(signal && { signal }),
  })) {
    read += 1;
    const { title } = ("value" in record ? record.value : {}) as { title?: unknown };
    if (titles.length < maxTitles && typeof title === "string") titles.push(title);
  }
  return { papers: [], matched: 0, compared: Math.max(read, total), since: from, titles };
}
