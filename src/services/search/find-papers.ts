import type { CallOptions } from "../../domain/concurrency/call-options.js";
import { defaultSemanticWeight } from "../../domain/search/fusion.js";
import { noNameWords } from "../../domain/search/filter.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import type { SearchRequest } from "../../domain/search/request.js";
import type { CorpusScan } from "../../ports/search/corpus-scan.js";
import type { PaperSets } from "../../ports/search/paper-sets.js";
import type { DuplicateGroups } from "../duplicates/duplicate-groups.js";
import { applyCompletion, splitCompletion } from "./query/complete-query.js";
import { listAllOf } from "./listed-papers.js";
import { type Listing, listPapers, type ListPapersDeps } from "./list-papers.js";
import type { Question } from "./rank-papers.js";
import { rankAuthored } from "./rank-authored.js";
import type { ListedPaper } from "./read-hits.js";
import type { Stopwatch } from "./stopwatch.js";
import type { Understanding } from "./query/understand-query.js";

export interface FindPapersDeps extends ListPapersDeps {
  readonly scan: CorpusScan;
  readonly paperSets: PaperSets;
  readonly groups: Pick<DuplicateGroups, "groupOf" | "listGroups">;
}

export interface Search extends CallOptions {
  readonly request: SearchRequest;
  readonly asked: Understanding;
  readonly stopwatch: Stopwatch;
}

/** What an understood query lists. */
export async function findPapers(deps: FindPapersDeps, search: Search): Promise<Listing> {
  const { request, asked, stopwatch, signal } = search;
  const { query, allow, exact, names, completion } = asked;
  if (query.text === "") return listAll(deps, asked, request.sort);
  const { semanticWeight = defaultSemanticWeight, minScore, sort, filter } = request;
  const mode = chooseMode(request, asked);
  // The names of authors have no meaning to search by.
  const words = names?.rest || query.text;
  const text = applyCompletion(words, completion);
  const ask = (typed: string, first: readonly Ordinal[]): Question => {
    const { keywords, alternatives } = splitCompletion(typed, completion);
    const call = { stopwatch, signal };
    return { text, keywords, alternatives, mode, semanticWeight, allow: undefined, exact: first, minScore, ...call };
  };
  const authored = await rankAuthored(deps, names, ask(words, exact));
  const leaders = [...exact.map((ordinal): ListedPaper => ({ ordinal, score: 1, matchedBy: "exact" })), ...authored];
  return listPapers(deps, {
    question: ask(
      query.text,
      leaders.map(({ ordinal }) => ordinal),
    ),
    allow,
    leaders,
    sort,
    // Papers that are named one by one are all listed.
    folds: request.duplicates === "fold" && filter.ids === undefined,
  });
}

/** What the model does not read has no meaning to rank by. */
function chooseMode({ mode }: SearchRequest, { unread }: Understanding): SearchRequest["mode"] {
  return unread && mode === "hybrid" ? "keyword" : mode;
}

/** There is nothing to rank by: every paper of the filters, newest first unless another order is asked for. */
async function listAll(
  { scan }: FindPapersDeps,
  { allow, exact }: Understanding,
  sort: SearchRequest["sort"],
): Promise<Listing> {
  const papers = allow ?? (await scan.matchFilter({}, noNameWords));
  const order = sort === "relevance" ? "date" : sort;
  const describe = (ordinal: Ordinal): ListedPaper => {
    return { ordinal, score: 1, matchedBy: exact.includes(ordinal) ? "exact" : "filter" };
  };
  const list: Listing["list"] = async (count) => {
    const ordinals = Int32Array.from(await scan.orderBy(order, papers, count));
    return { ordinals, read: async (from, to) => [...ordinals.subarray(from, to)].map(describe) };
  };
  const [best] = await (await list(1)).read(0, 1);
  return { papers: listAllOf(papers), total: await papers.count(), best, more: 0, folds: false, list };
}
