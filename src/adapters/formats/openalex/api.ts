import { z } from "zod";
import { joinBytes } from "../../../domain/sources/peek-source.js";
import { AppError } from "../../../errors.js";
import type { LivePage, LiveSource } from "../../../ports/sources/live-source.js";
import type { PoliteFetch } from "../polite-fetch.js";
import { openAlexWorkSchema, toPaper } from "./work.js";

export interface OpenAlexApiOptions {
  /** Without a slash at the end. */
  readonly url: string;
  /** Sent along where there is one. */
  readonly apiKey?: string | undefined;
  readonly fetch: PoliteFetch;
}

/** The most that one page may have. */
const pageSize = 200;
/** Ten requests a second are allowed; one is enough. */
export const openAlexPauseMs = 1_000;

const answerSchema = z.object({
  meta: z.object({ count: z.number().optional(), next_cursor: z.string().nullish() }),
  results: z.array(z.unknown()),
});

/** OpenAlex: what follows `openalex:` is a filter such as `primary_topic.field.id:17,publication_year:2024`. */
export function createOpenAlexApi({ url, apiKey, fetch }: OpenAlexApiOptions): LiveSource {
  return {
    scheme: "openalex",
    planHarvest(query, { from }) {
      const filter = from === undefined ? query : `${query},from_publication_date:${from}`;
      const parameters = new URLSearchParams({ filter, "per-page": String(pageSize), cursor: "*" });
      return `${url}/works?${parameters.toString()}`;
    },
    async readPage(address, signal) {
      // The key is not part of the address: that is shown, and kept for going on.
      const keyed = new URL(address);
      if (apiKey !== undefined) keyed.searchParams.set("api_key", apiKey);
      return readAnswer(await fetch(keyed.href, signal), address);
    },
  };
}

async function readAnswer(body: AsyncIterable<Uint8Array>, address: string): Promise<LivePage> {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  const parsed = answerSchema.safeParse(parseJson(new TextDecoder().decode(joinBytes(parts))));
  if (!parsed.success)
    throw new AppError("unavailable", `${address} answered with something else than works of OpenAlex.`);
  const { meta, results } = parsed.data;
  const records = results.map((result, index) => {
    const work = openAlexWorkSchema.safeParse(result);
    const line = index + 1;
    return work.success ? { line, value: toPaper(work.data) } : { line, reason: "this is no work of OpenAlex" };
  });
  const next = new URL(address);
  const cursor = meta.next_cursor ?? "";
  next.searchParams.set("cursor", cursor);
  const isLast = cursor === "" || results.length === 0;
  return { records, ...(meta.count !== undefined && { total: meta.count }), ...(!isLast && { next: next.href }) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
