import type { SearchRequest } from "../../../client/index.js";
import type { SearchAnswer } from "../../../domain/search/answer.js";
import { quoteField } from "../../search/quote-field.js";
import { call } from "../../shared/server.js";

/** What a query can say in its fields, with names that the library has. */
export interface HelpExamples {
  readonly authors?: string;
  readonly places?: string;
  readonly years?: string;
  readonly id?: string;
}

let loading: Promise<HelpExamples> | undefined;

/** Examples that find something; asked for once. */
export function loadHelpExamples(): Promise<HelpExamples> {
  loading ??= load().catch(() => {
    loading = undefined;
    return {};
  });
  return loading;
}

async function load(): Promise<HelpExamples> {
  const [all, identified] = await ask([
    { facets: ["venue", "author", "year"], facetLimit: 1 },
    { filter: { has: ["doi"] } },
  ]);
  const [venue, author] = [all?.facets?.venue?.[0]?.value, all?.facets?.author?.[0]?.value];
  const [inVenue, byAuthor] = await ask([
    { filter: venue === undefined ? {} : { venue: [venue] }, facets: ["category"], facetLimit: 1 },
    { filter: author === undefined ? {} : { author: [author] }, facets: ["author"], facetLimit: 2 },
  ]);
  const category = inVenue?.facets?.category?.[0]?.value;
  const authors = (byAuthor?.facets?.author ?? []).map(({ value }) => value);
  const year = all?.facets?.year?.at(-1)?.value;
  return {
    ...(authors.length > 0 && { authors: write("author", authors) }),
    ...((venue ?? category) !== undefined && {
      places: [write("venue", venue), write("category", category)].join(" ").trim(),
    }),
    ...(year !== undefined && { years: `year:${year - 2}..${year}` }),
    ...(identified?.hits[0]?.paper.doi !== undefined && { id: identified.hits[0].paper.doi }),
  };
}

async function ask(searches: readonly SearchRequest[]): Promise<(SearchAnswer | undefined)[]> {
  const body = { searches: searches.map((search) => ({ ...search, limit: 1 })) };
  const { answers } = await call("POST /v1/search/batch", { body });
  return answers.map((answer) => ("hits" in answer ? answer : undefined));
}

function write(field: string, names: string | readonly string[] | undefined): string {
  const listed = names === undefined ? [] : [names].flat();
  return listed.map((name) => (/^[\w.-]+$/.test(name) ? `${field}:${name}` : quoteField(field, name))).join(" ");
}
