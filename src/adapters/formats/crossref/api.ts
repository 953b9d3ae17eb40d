import { z } from "zod";
import { parseDoi } from "../../../domain/paper/id.js";
import { AppError } from "../../../errors.js";
import type { LivePage, LiveSource } from "../../../ports/sources/live-source.js";
import type { PoliteFetch } from "../polite-fetch.js";
import { readFields, readList, readText } from "../json/fields.js";
import { readJsonAnswer } from "../json/read-answer.js";
import { toPaper } from "./work.js";

export interface CrossrefApiOptions {
  /** Without a trailing slash. */
  readonly url: string;
  /** Email address; Crossref answers requests with one from servers of their own. */
  readonly contact?: string | undefined;
  readonly fetch: PoliteFetch;
}

const pageSize = 100;
/** Crossref states its limit in each answer; it is seldom below one request per second. */
export const crossrefPauseMs = 1_000;

const parameterPattern = /^(?:query(?:\.[a-z-]+)?|filter|sort|order)$/;

/**
 * Crossref; the text after `crossref:` is a DOI, words to search for, or parameters of its API such as
 * `query.author=vance&filter=type:journal-article`.
 */
export function createCrossrefApi({ url, contact, fetch }: CrossrefApiOptions): LiveSource {
  return {
    scheme: "crossref",
    planHarvest(query, { from }) {
      const doi = parseDoi(query);
      if (doi !== undefined) return `${url}/works/${encodeURIComponent(doi)}`;
      const parameters = readParameters(query);
      const filters = [...parameters.getAll("filter"), ...(from === undefined ? [] : [`from-pub-date:${from}`])];
      parameters.delete("filter");
      if (filters.length > 0) parameters.set("filter", filters.join(","));
      parameters.set("rows", String(pageSize));
      parameters.set("cursor", "*");
      return `${url}/works?${parameters.toString()}`;
    },
    async readPage(address, signal) {
      const body = await fetch(addContact(address, contact), signal);
      return toPage(await readJsonAnswer(body, { address, schema: answerSchema, what: "Crossref's works" }), address);
    },
  };
}

/** The email address is not part of what is shown, and stored to resume from. */
function addContact(address: string, contact: string | undefined): string {
  const polite = new URL(address);
  if (contact !== undefined) polite.searchParams.set("mailto", contact);
  return polite.href;
}

function readParameters(query: string): URLSearchParams {
  if (!/^[a-z.-]+=/.test(query)) return new URLSearchParams({ "query.bibliographic": query });
  const parameters = new URLSearchParams(query);
  const unknown = [...parameters.keys()].find((name) => !parameterPattern.test(name));
  if (unknown === undefined) return parameters;
  throw new AppError(
    "bad_input",
    `crossref: does not take ${unknown}: expected query, query.<field>, filter, sort or order, joined by &.`,
  );
}

const answerSchema = z.object({ message: z.record(z.string(), z.unknown()) });

function toPage({ message }: z.output<typeof answerSchema>, address: string): LivePage {
  const isOne = "DOI" in message;
  const works = isOne ? [message] : readList(message["items"]);
  const records = works.map((work, index) => ({ line: index + 1, value: toPaper(readFields(work)) }));
  const total = isOne ? 1 : Number(message["total-results"]);
  const cursor = readText(message["next-cursor"]);
  const next = new URL(address);
  next.searchParams.set("cursor", cursor ?? "");
  // The last page has a cursor as well.
  const isLast = isOne || cursor === undefined || works.length < pageSize;
  return { records, ...(Number.isFinite(total) && { total }), ...(!isLast && { next: next.href }) };
}
