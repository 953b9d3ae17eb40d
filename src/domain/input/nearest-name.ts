import { countEdits } from "../text/edit-distance.js";
import type { WrittenSchema } from "./describe-schema.js";

type Known = Readonly<Record<string, WrittenSchema>>;

/**
 * The entry that was probably meant by an unknown name: the same letters in another case or notation, an entry of a
 * nested object, the usual name elsewhere, or a slip. Nested entries are named by their path.
 */
export function findNearestName(name: string, known: Known): string | undefined {
  // `filter.year` and `year[]` are names that other programs build for nested entries and lists.
  const last =
    name
      .slice(0, maxLength)
      .split(/[.[\]]+/)
      .findLast((part) => part !== "") ?? name;
  const own = Object.keys(known);
  const nested = listNested(known);
  return (
    findSame(last, own) ??
    findSame(last, nested) ??
    findOtherName(last, own) ??
    findSlip(last, own) ??
    findOtherName(last, nested) ??
    findSlip(last, nested)
  );
}

const maxLength = 100;

function listNested(known: Known): string[] {
  return Object.entries(known).flatMap(([name, { properties = {} }]) =>
    Object.keys(properties).map((inner) => `${name}.${inner}`),
  );
}

function findSame(name: string, known: readonly string[]): string | undefined {
  const wanted = reduce(name);
  return known.find((one) => reduce(lastPart(one)) === wanted);
}

/** Other APIs' names for the same thing. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  q: ["query", "question", "search", "text", "term", "keywords"],
  query: ["q", "question", "search", "text", "term", "keywords"],
  limit: [
    "size",
    "count",
    "rows",
    "num",
    "n",
    "k",
    "topk",
    "perpage",
    "pagesize",
    "maxresults",
    "hitsperpage",
    "retmax",
    "first",
  ],
  offset: ["page", "start", "skip", "from", "retstart"],
  cursor: ["after", "pagetoken", "nextpage", "token", "scroll"],
  filter: ["where", "fq"],
  fields: ["select", "fl", "include", "attributestoretrieve", "source"],
  sort: ["order", "orderby", "sortby"],
  mode: ["searchmode", "searchtype"],
  explain: ["debug"],
  facets: ["aggs", "aggregations", "facet"],
  semanticWeight: ["alpha", "semanticratio", "weight"],
  minScore: ["threshold", "scorethreshold", "rankingscorethreshold", "minimumscore"],
  yearFrom: ["from", "since", "minyear", "startyear", "fromyear"],
  yearTo: ["to", "until", "maxyear", "endyear", "toyear"],
  dateFrom: ["fromdate", "startdate", "mindate", "publishedafter"],
  dateTo: ["todate", "enddate", "maxdate", "publishedbefore"],
  venue: ["journal", "conference", "booktitle", "publication"],
  category: ["subject", "topic", "field", "cat", "primarycategory"],
  author: ["creator", "au", "by"],
  ids: ["id", "paperids", "paperid"],
  positive: ["like", "liked", "positivepaperids", "examples"],
  negative: ["dislike", "disliked", "unlike", "negativepaperids"],
  papers: ["paper", "documents", "docs", "items", "records"],
};

function findOtherName(name: string, known: readonly string[]): string | undefined {
  const wanted = reduce(name);
  return known.find((one) => otherNamesOf(one).includes(wanted));
}

/** Allows one edit in three to five letters, and two in more; also one word that begins like another. */
function findSlip(name: string, known: readonly string[]): string | undefined {
  const wanted = reduce(name);
  const maxEdits = wanted.length < 3 ? 0 : wanted.length < 6 ? 1 : 2;
  const slips = known.flatMap((one) =>
    [reduce(lastPart(one)), ...otherNamesOf(one)].flatMap((spelling) => {
      const edits =
        countEdits(wanted, spelling, maxEdits) ?? (beginsAlike(wanted, spelling) ? maxEdits + 1 : undefined);
      return edits === undefined || spelling.length < 3 ? [] : [{ one, edits }];
    }),
  );
  return slips.toSorted((one, other) => one.edits - other.edits)[0]?.one;
}

function beginsAlike(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 3 && (long.startsWith(short) || (short.length >= 6 && long.startsWith(short.slice(0, -2))));
}

function otherNamesOf(path: string): readonly string[] {
  const name = lastPart(path);
  return Object.hasOwn(otherNames, name) ? (otherNames[name] ?? []) : [];
}

/** Case and the notation of words do not matter: `year_from` is `yearFrom`. */
function reduce(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
