import { AppError } from "../../../errors.js";
import type { LivePage, LiveSource } from "../../../ports/sources/live-source.js";
import type { PoliteFetch } from "../polite-fetch.js";
import { findError, toPaper } from "./atom-format.js";
import { readElements } from "../read-elements.js";
import { readContent } from "../xml-element.js";

export interface ArxivApiOptions {
  /** URL of the API, without a trailing slash. */
  readonly url: string;
  readonly fetch: PoliteFetch;
}

/** arXiv allows up to 2,000 papers per page; smaller pages arrive sooner. */
const pageSize = 200;
/** The pause that arXiv asks for (https://info.arxiv.org/help/api/user-manual.html, section 3.1.1.2). */
export const arxivPauseMs = 3_000;

/** arXiv's API; the text after `arxiv:` is a query such as `cat:cs.CL AND ti:transformer`. */
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
  if (year === undefined) throw new AppError("bad_input", `${date} is not a date: expected one such as 2024-01-31.`);
  return `${year}${month}${day}0000`;
}

async function readFeed(body: AsyncIterable<Uint8Array>, address: string): Promise<LivePage> {
  const records: { line: number; value: unknown }[] = [];
  let total = 0;
  for await (const found of readElements(body, ["entry", "totalResults"])) {
    if ("reason" in found) throw new AppError("unavailable", `${address}: ${found.reason}`);
    if (found.element.name === "totalResults") total = Number(readContent(found.element)) || 0;
    else if (findError(found.element) !== undefined) throw new AppError("bad_input", findError(found.element) ?? "");
    else records.push({ line: found.position, value: toPaper(found.element) });
  }
  const next = new URL(address);
  const end = Number(next.searchParams.get("start")) + records.length;
  next.searchParams.set("start", String(end));
  // The API sometimes returns an empty page before the end; the same request succeeds later.
  if (records.length === 0 && end < total)
    throw new AppError("unavailable", `${address} returned no papers, although ${total} match: try again later.`);
  return { records, total, ...(end < total && { next: next.href }) };
}
