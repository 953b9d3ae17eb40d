import { AppError } from "../../../errors.js";
import type { LivePage, LiveSource } from "../../../ports/sources/live-source.js";
import type { PoliteFetch } from "../polite-fetch.js";
import { toPaper } from "./atom-format.js";
import { readElements, readText } from "./read-elements.js";

export interface ArxivApiOptions {
  /** Of the API, without a slash at the end. */
  readonly url: string;
  readonly fetch: PoliteFetch;
}

/** arXiv asks for slices of at most 2,000 and for three seconds between requests; small ones come quickly. */
const pageSize = 200;
/** arXiv's own advice (https://info.arxiv.org/help/api/user-manual.html, section 3.1.1.2). */
export const arxivPauseMs = 3_000;

/** arXiv's API: what follows `arxiv:` is a query such as `cat:cs.CL AND ti:transformer`. */
export function createArxivApi({ url, fetch }: ArxivApiOptions): LiveSource {
  return {
    scheme: "arxiv",
    planHarvest(query, { from }) {
      const since = from === undefined ? "" : ` AND submittedDate:[${formatStamp(from)} TO 299912312359]`;
      const parameters = new URLSearchParams({
        search_query: since === "" ? query : `(${query})${since}`,
        start: "0",
        max_results: String(pageSize),
        sortBy: "submittedDate",
        sortOrder: "ascending",
      });
      return `${url}/api/query?${parameters.toString()}`;
    },
    readPage: async (address, signal) => readFeed(await fetch(address, signal), address),
  };
}

function formatStamp(date: string): string {
  const [, year, month = "01", day = "01"] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date) ?? [];
  if (year === undefined) throw new AppError("bad_input", `${date} is no date: expected one such as 2024-01-31.`);
  return `${year}${month}${day}0000`;
}

async function readFeed(body: AsyncIterable<Uint8Array>, address: string): Promise<LivePage> {
  const records: { line: number; value: unknown }[] = [];
  let total = 0;
  for await (const found of readElements(body, ["entry", "totalResults"])) {
    if ("reason" in found) throw new AppError("unavailable", `${address}: ${found.reason}`);
    if (found.element.name === "totalResults") total = Number(found.element.text) || 0;
    else if (/arxiv\.org\/api\/errors/.test(readText(found.element, "id")))
      throw new AppError("bad_input", `arXiv refuses the query: ${readText(found.element, "summary")}`);
    else records.push({ line: found.position, value: toPaper(found.element) });
  }
  const next = new URL(address);
  const end = Number(next.searchParams.get("start")) + records.length;
  next.searchParams.set("start", String(end));
  // A page without entries before the end is a known fault of the API, and passes.
  if (records.length === 0 && end < total)
    throw new AppError(
      "unavailable",
      `${address} answered without papers, though there are ${total}: try again later.`,
    );
  return { records, total, ...(end < total && { next: next.href }) };
}
