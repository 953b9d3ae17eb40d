import { z } from "zod";
import type { LivePage, LiveSource } from "../../../ports/sources/live-source.js";
import type { PoliteFetch } from "../polite-fetch.js";
import { readJsonAnswer } from "../json/read-answer.js";
import { openAlexWorkSchema, toPaper } from "./work.js";

export interface OpenAlexApiOptions {
  /** Without a trailing slash. */
  readonly url: string;
  /** Sent with each request if set. */
  readonly apiKey?: string | undefined;
  readonly fetch: PoliteFetch;
}

/** The maximum of the API. */
const pageSize = 200;
/** OpenAlex allows ten requests per second; one is enough. */
export const openAlexPauseMs = 1_000;

const answerSchema = z.object({
  meta: z.object({ count: z.number().optional(), next_cursor: z.string().nullish() }),
  results: z.array(z.unknown()),
});

/** OpenAlex; the text after `openalex:` is a filter such as `primary_topic.field.id:17,publication_year:2024`. */
export function createOpenAlexApi({ url, apiKey, fetch }: OpenAlexApiOptions): LiveSource {
  return {
    scheme: "openalex",
    planHarvest(query, { from }) {
      const filter = from === undefined ? query : `${query},from_publication_date:${from}`;
      const parameters = new URLSearchParams({ filter, "per-page": String(pageSize), cursor: "*" });
      return `${url}/works?${parameters.toString()}`;
    },
    async readPage(address, signal) {
      // The key is not part of `address`, which is shown to the user and stored to resume from.
      const keyed = new URL(address);
      if (apiKey !== undefined) keyed.searchParams.set("api_key", apiKey);
      const body = await fetch(keyed.href, signal);
      return toPage(await readJsonAnswer(body, { address, schema: answerSchema, what: "OpenAlex works" }), address);
    },
  };
}

function toPage({ meta, results }: z.output<typeof answerSchema>, address: string): LivePage {
  const records = results.map((result, index) => {
    const work = openAlexWorkSchema.safeParse(result);
    const line = index + 1;
    return work.success ? { line, value: toPaper(work.data) } : { line, reason: "this is not an OpenAlex work" };
  });
  const next = new URL(address);
  const cursor = meta.next_cursor ?? "";
  next.searchParams.set("cursor", cursor);
  const isLast = cursor === "" || results.length === 0;
  return { records, ...(meta.count !== undefined && { total: meta.count }), ...(!isLast && { next: next.href }) };
}
