import { normalizeAddress } from "../../../domain/paper/address.js";
import type { Ordinal } from "../../../domain/paper/paper.js";
import type { PaperSet } from "../../../domain/search/paper-set.js";
import type { PaperOrder } from "../../../domain/search/sort.js";
import type { DatedPapers } from "../../../domain/trends/stated-dates.js";
import { createVenueNames, type VenueNames } from "../../../domain/venue/venue-names.js";
import type { CorpusScan } from "../../../ports/search/corpus-scan.js";
import type { Ask } from "./ask.js";
import { createAuthorNames } from "./author-names.js";
import { countFacets } from "./count-facets.js";
import { describeFilter } from "./match-filter.js";
import { describeTest } from "./match-texts.js";
import { createCountValues } from "./name-values.js";
import { describePapers, drawShare, listInOrder, toQuery } from "./paper-set.js";
import { createPersonNames } from "./person-names.js";
import { allOf, embedded, everyPaper, hasTerm, type Query } from "./query.js";

/**
 * Every question is one to the engine, after a refresh: so it sees every paper stored before the call.
 *
 * @param venues as those of the fields that were written
 * @param maxDatedPapers of more papers, the dates of a sample are listed
 */
export function createCorpusScan(
  ask: Ask,
  venues: VenueNames = createVenueNames(),
  maxDatedPapers = maxDated,
): CorpusScan {
  const persons = createPersonNames(ask);
  const countValues = createCountValues(ask, venues);
  const authors = createAuthorNames(ask, persons);
  const among = (papers: PaperSet | undefined) => (papers ? toQuery(papers) : everyPaper);
  const complete = async (text: string, limit: number) => {
    const requests = (["author", "venue"] as const).map((field) => ({ field, text }));
    const [names, others] = await countValues(requests, { papers: everyPaper, limit });
    return { authors: names!.top.map(toUse), venues: others!.top.map(toUse) };
  };
  const describe = (query: Query) => describePapers(ask, query);
  /** Refreshes before each call. */
  const fresh =
    <Parameters extends readonly unknown[], Result>(read: (...given: Parameters) => Promise<Result>) =>
    async (...given: Parameters): Promise<Result> => {
      await ask.refresh();
      return read(...given);
    };
  return {
    // Names may be a second old: they are asked for with every question.
    ...authors,
    matchFilter: fresh(async (filter, words) => describe(await describeFilter({ venues, persons }, filter, words))),
    matchTexts: fresh(async (tests) =>
      tests.map(({ test, candidates }) => describe(allOf([describeTest(test), among(candidates)]))),
    ),
    listEmbedded: fresh(async (allow) => describe(allOf([embedded, among(allow)]))),
    orderBy: fresh(async (order, papers, limit) => {
      const hits = await listInOrder(ask, allOf([toQuery(papers)]), { sort: orders[order], limit });
      return hits.map(({ sort }): Ordinal => Number(sort!.at(-1)));
    }),
    countFacets: fresh((request, papers) => countFacets({ ask, countValues }, request, among(papers))),
    findAuthors: fresh(async ({ prefix, limit }) => {
      const [counted] = await countValues([{ field: "author", text: prefix }], { papers: everyPaper, limit });
      return counted!.top.map(toUse);
    }),
    completeNames: fresh(complete),
    findByAddress: fresh(async (address) => {
      const papers = describe(hasTerm("address", normalizeAddress(address)));
      return [...(await papers.list())];
    }),
    listDates: fresh((papers) => listDates(ask, among(papers), maxDatedPapers)),
    close: async () => undefined,
  };
}

const orders: Readonly<Record<PaperOrder, readonly Query[]>> = {
  date: [{ dateKey: { order: "desc", missing: "_last" } }, { ordinal: "desc" }],
  oldest: [{ dateKey: { order: "asc", missing: "_last" } }, { ordinal: "asc" }],
  title: [{ titleOrder: "asc" }, { ordinal: "asc" }],
};

function toUse({ value, count }: { readonly value: string; readonly count: number }) {
  return { name: value, count };
}

/** Of more papers, the trends of a sample are as sure, and listing all takes seconds. */
const maxDated = 100_000;

/** What sorts also returns what is sorted by: the ordinal decides, and the others are only read. */
async function listDates(ask: Ask, papers: Query, max: number): Promise<DatedPapers> {
  const count = await describePapers(ask, papers).count();
  const among = count > max ? drawShare(papers, max / count) : papers;
  const sort = [{ ordinal: "asc" }, { dateKey: { order: "asc", missing: 0 } }, { venueKey: { order: "asc" } }];
  const hits = await listInOrder(ask, among, { sort, limit: Number.POSITIVE_INFINITY });
  const numbers = new Map<unknown, number>();
  const numberOf = (venue: unknown) => {
    if (venue === null) return -1;
    const number = numbers.get(venue) ?? numbers.size;
    numbers.set(venue, number);
    return number;
  };
  return {
    ordinals: Int32Array.from(hits, ({ sort: values }) => Number(values![0])),
    dates: Int32Array.from(hits, ({ sort: values }) => Number(values![1])),
    venues: Int32Array.from(hits, ({ sort: values }) => numberOf(values![2])),
    ...(count > max && { sampledFrom: count }),
  };
}
