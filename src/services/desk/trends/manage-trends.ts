import { createHmac, randomBytes } from "node:crypto";
import { localReader } from "../../../domain/readers/named-key.js";
import type { TrendsAnswer } from "../../../domain/trends/answer.js";
import { dayOfTime } from "../../../domain/trends/period.js";
import type { TrendsRequest } from "../../../domain/trends/request.js";
import { pickTrendPaper } from "../../../domain/trends/trend-paper.js";
import type { OpenCounts } from "../../../ports/desk/open-counts.js";
import type { PaperStore } from "../../../ports/paper/paper-store.js";
import type { DeskCall } from "../desk-call.js";
import type { FindTrends } from "./find-trends.js";

export interface ManageTrends {
  readTrends(call: DeskCall<{ readonly query: TrendsRequest }>): Promise<TrendsAnswer>;
  countOpened(call: DeskCall<{ readonly body: { readonly ids: readonly string[] } }>): Promise<undefined>;
}

export interface ManageTrendsDeps {
  readonly findTrends: FindTrends;
  /** Absent where opens are not counted. */
  readonly opens: OpenCounts | undefined;
  readonly papers: Pick<PaperStore, "findPaper">;
  readonly today: () => Date;
}

const shownDays = 30;
const keptDays = 90;
const shownPapers = 10;

export function createManageTrends(deps: ManageTrendsDeps): ManageTrends {
  const { findTrends, opens, papers, today } = deps;
  const readToday = () => dayOfTime(today().getTime());
  const isFirst = createDailyMemory(readToday, (day) => void opens?.forgetBefore(day - keptDays));
  return {
    async readTrends({ reader, query }) {
      const [trends, used] = await Promise.all([findTrends(query), opens && readUse(deps, opens, reader)]);
      return { ...trends, ...used };
    },
    async countOpened({ reader, body: { ids } }) {
      if (!opens) return undefined;
      const found = await Promise.all(ids.map((id) => papers.findPaper(id)));
      const known = new Set(found.flatMap((stored) => stored?.paper.id ?? []));
      const fresh = [...known].filter((id) => isFirst(reader, id));
      if (fresh.length > 0) await opens.countOpens(readToday(), fresh);
      return undefined;
    },
  };
}

/**
 * Of several readers, what only one of them opened or keeps is not shown: the others would know who. Where nobody needs a
 * key there is one reader, who sees their own.
 */
async function readUse(
  { papers, today }: ManageTrendsDeps,
  opens: OpenCounts,
  reader: string,
): Promise<Pick<TrendsAnswer, "opened" | "kept">> {
  const now = dayOfTime(today().getTime());
  const list = { min: reader === localReader ? 1 : 2, limit: shownPapers };
  const [opened, kept] = await Promise.all([
    opens.listOpened({ ...list, from: now - shownDays + 1, today: now }),
    opens.listKept(list),
  ]);
  const withPapers = async <Count extends { readonly id: string }>(counts: readonly Count[]) => {
    const found = await Promise.all(
      counts.map(async ({ id, ...count }) => ({ ...count, paper: (await papers.findPaper(id))?.paper })),
    );
    return found.flatMap(({ paper, ...count }) => (paper ? [{ ...count, paper: pickTrendPaper(paper) }] : []));
  };
  return { opened: await withPapers(opened), kept: await withPapers(kept) };
}

/** Beyond this many opens a day nothing is counted until the next: a month of them is still added up in some 20 ms. */
const maxRemembered = 2_000;

/**
 * Whether a reader opens a paper for the first time on a day. It is remembered in memory only, as a hash with a random
 * key that is forgotten with the day: nobody can find out afterwards who opened what, and nobody can push a paper up by
 * opening it again.
 */
function createDailyMemory(
  readToday: () => number,
  onNewDay: (day: number) => void,
): (reader: string, id: string) => boolean {
  let day = -1;
  let key = randomBytes(32);
  const seen = new Set<string>();
  return (reader, id) => {
    if (readToday() !== day) {
      day = readToday();
      key = randomBytes(32);
      seen.clear();
      onNewDay(day);
    }
    const mark = createHmac("sha256", key).update(`${reader}\0${id}`).digest("base64url").slice(0, 16);
    if (seen.has(mark) || seen.size >= maxRemembered) return false;
    seen.add(mark);
    return true;
  };
}
