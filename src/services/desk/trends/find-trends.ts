import { setTimeout as delay } from "node:timers/promises";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { TrendsAnswer } from "../../../domain/trends/answer.js";
import { explainTopics } from "../../../domain/trends/explain-topics.js";
import { dayOfTime } from "../../../domain/trends/period.js";
import type { TrendsRequest } from "../../../domain/trends/request.js";
import { pickTrendPaper } from "../../../domain/trends/trend-paper.js";
import type { FoundTrends, TrendFinder } from "../../../ports/desk/trend-finder.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { CorpusFacts } from "../../../ports/search/corpus-facts.js";
import type { ChangeLog } from "../../../ports/vectors/change-log.js";
import type { MatchFilter } from "../../search/match-filter.js";

export interface FindTrendsDeps {
  readonly papers: Pick<PaperStore, "readPapers">;
  readonly changes: Pick<ChangeLog, "readLastChange">;
  readonly scan: Pick<CorpusFacts, "listDates">;
  readonly trends: Pick<TrendFinder, "findTrends">;
  readonly matchFilter: MatchFilter;
  readonly today: () => Date;
}

/** What is new and what rises, without what readers open. Answers are kept and may be some changes behind. */
export type FindTrends = (request: TrendsRequest) => Promise<Omit<TrendsAnswer, "opened" | "kept">>;

interface KeptAnswer {
  readonly answer: ReturnType<FindTrends>;
  readonly day: number;
  readonly lastChange: number;
}

/** Answers that are kept: the whole library, and what some people look at. */
const maxKept = 16;
/** A reader would rather see the trends of yesterday than wait longer for those of today. */
const patienceMs = 500;
/** Share of the papers that must have changed before trends are found anew. A new paper makes two changes. */
const changedShare = 0.01;
const changesPerPaper = 2;

export function createFindTrends(deps: FindTrendsDeps): FindTrends {
  const kept = new Map<string, KeptAnswer>();
  return async (request) => {
    const key = JSON.stringify(request);
    const day = dayOfTime(deps.today().getTime());
    const lastChange = await deps.changes.readLastChange();
    const known = kept.get(key);
    kept.delete(key);
    const last = await known?.answer;
    if (known && last && known.day === day) {
      if (lastChange - known.lastChange <= changedShare * changesPerPaper * last.papers) {
        kept.set(key, known);
        return last;
      }
    }
    const answer = findTrends(deps, request);
    kept.set(key, { answer, day, lastChange });
    for (const oldest of kept.keys()) {
      if (kept.size <= maxKept) break;
      kept.delete(oldest);
    }
    answer.catch(() => kept.delete(key));
    return last ? Promise.race([answer, delay(patienceMs, last, { ref: false })]) : answer;
  };
}

async function findTrends(deps: FindTrendsDeps, { period, ...filter }: TrendsRequest): ReturnType<FindTrends> {
  const papers = await deps.scan.listDates(await deps.matchFilter(filter));
  const found = await deps.trends.findTrends({ papers, period, now: deps.today().getTime() });
  const { length } = papers.ordinals;
  const numbers =
    papers.sampledFrom === undefined ? { papers: length } : { papers: papers.sampledFrom, sampled: length };
  return describe(found, numbers, (ordinals) => deps.papers.readPapers(ordinals));
}

async function describe(
  { dates, published, takenIn, topics }: FoundTrends,
  numbers: Pick<TrendsAnswer, "papers" | "sampled">,
  readPapers: PaperStore["readPapers"],
): ReturnType<FindTrends> {
  const answer = { ...numbers, dates, published, takenIn };
  const note = explainTopics(topics);
  if (!("spans" in topics)) {
    return { ...answer, topics: { period: topics.period, spans: [], totals: [], compared: 0, rising: [], note } };
  }
  const read = await readPapers(topics.rising.flatMap(({ central }) => central));
  const listPapers = (ordinals: readonly Ordinal[]) =>
    ordinals
      .map((ordinal) => read.get(ordinal))
      .filter((paper) => paper !== undefined)
      .map(pickTrendPaper);
  return {
    ...answer,
    topics: {
      period: topics.period,
      spans: topics.spans.toReversed(),
      totals: topics.totals.toReversed(),
      compared: topics.topics,
      rising: topics.rising.map(({ names, papers: recent, counts, levels, central, ...growth }) => ({
        names: [...names],
        question: names.join(" "),
        papers: recent,
        expected: round(growth.expected),
        growth: round(growth.factor),
        growthLow: round(growth.factorLow),
        counts: counts.toReversed(),
        levels: levels.map(round).toReversed(),
        central: listPapers(central),
      })),
      ...(note !== undefined && { note }),
    },
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
