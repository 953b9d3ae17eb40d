import type { QueryPart } from "../../../domain/search/query/node.js";
import type { SearchNotice } from "../../../domain/search/understood.js";
import type { Limits } from "./restrict-papers.js";

/** What the user must know about how the parts of the query were applied. */
export function noteLimits(query: string, limits: Limits, counts: ReadonlyMap<QueryPart, number>): SearchNotice[] {
  const { missingPhrases, cut } = limits;
  const quote = ({ range }: QueryPart) => query.slice(...range);
  const notices: SearchNotice[] = [];
  if (missingPhrases.length > 0) {
    const phrases = missingPhrases.map(quote).join(" and ");
    notices.push({
      code: "missing_phrase",
      detail: `No paper contains ${phrases} word for word, so the words were searched one by one.`,
    });
  }
  if (cut.length > 0) {
    const first = cut.slice(0, 3).map(quote).join(", ");
    const more = cut.length > 3 ? ` and ${cut.length - 3} more` : "";
    const detail = `The query has more conditions than can be checked in time. These were left out: ${first}${more}.`;
    notices.push({ code: "cut_query", detail });
  }
  return [...notices, ...noteNothingLeft(query, limits, counts)];
}

/** Which part to drop if no paper is left. */
function noteNothingLeft(query: string, limits: Limits, counts: ReadonlyMap<QueryPart, number>): SearchNotice[] {
  if (!limits.isEmpty || counts.size === 0) return [];
  const [best] = [...counts].toSorted(([, one], [, other]) => other - one);
  const [part, count] = best!;
  const papers = count === 1 ? "1 paper" : `${count.toLocaleString("en")} papers`;
  const advice =
    count === 0
      ? "Leaving out one of its parts is not enough."
      : `Without ${query.slice(...part.range)} there ${count === 1 ? "is" : "are"} ${papers}.`;
  return [{ code: "nothing_left", detail: `No paper meets every part of the query. ${advice}` }];
}
