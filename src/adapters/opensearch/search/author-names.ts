import { readNames } from "../../../domain/person/name-readings.js";
import { matchName } from "../../../domain/person/match-name.js";
import { type NameToken, tokenizeNames } from "../../../domain/person/name-tokens.js";
import type { AuthoredPapers, FoundNames, NamedAuthors, NameSpan } from "../../../domain/search/names/author-names.js";
import { foldCase } from "../../../domain/text/fold-text.js";
import type { AuthorNames } from "../../../ports/search/author-names.js";
import type { Ask } from "./ask.js";
import { writeSpelling } from "./name-fields.js";
import { listInOrder } from "./paper-set.js";
import { type PersonNames, rateNames } from "./person-names.js";
import { hasOneOf, hasTerm, type Query } from "./query.js";

/** Names are not held here: each text is one question to the engine. */
export function createAuthorNames(ask: Ask, persons: PersonNames): AuthorNames {
  return {
    findNames: (text) => findNames(persons, text),
    peekNames: () => undefined,
    async listAuthored({ text, spans, year }) {
      const tokens = tokenizeNames(text);
      const people = await Promise.all(spans.map((span) => describePerson({ persons, tokens }, span)));
      const known = people.filter((person) => person !== undefined);
      if (known.length === 0) return { ordinals: [], tiers: [] };
      const query = { bool: { must: [{ bool: { should: known } }], should: describeYears(year) } };
      const sort = [{ _score: "desc" }, { dateKey: { order: "desc", missing: "_last" } }, { ordinal: "desc" }];
      return readAuthored(await listInOrder(ask, query, { sort, limit: Number.POSITIVE_INFINITY }));
    },
  };
}

async function findNames(persons: PersonNames, text: string): Promise<FoundNames> {
  const tokens = tokenizeNames(text);
  const families = tokens.map(() => 0);
  const words = tokens.map(() => 0);
  const readings = readNames(tokens).map((reading) => ({ reading, bit: 1 << reading.family, papers: 0, best: 0 }));
  for (const name of await persons.listTouched(tokens)) {
    for (let at = 0; at < tokens.length; at += 1) {
      if ((name.families & (1 << at)) !== 0) families[at]! += name.papers;
      if ((name.words & (1 << at)) !== 0) words[at]! += name.papers;
    }
    for (const read of readings) {
      const quality = (name.words & read.bit) === 0 ? 0 : matchName(read.reading, name);
      if (quality > 0) read.papers += name.papers;
      if (quality > read.best) read.best = quality;
    }
  }
  const spans = readings
    .filter(({ best }) => best > 1)
    .map(({ reading: { from, to }, papers, best }) => ({ from, to, papers, isWritten: best > 2 }));
  return { families, words, spans };
}

/*
 * The rank of a paper is its score: each author counts `perAuthor` and the quality of the name, and the year less than
 * an author. All are whole numbers, which the engine adds without rounding.
 */
const perAuthor = 10_000;
const perYear = 1_000;
const leads = 10;

interface Named {
  readonly persons: PersonNames;
  readonly tokens: readonly NameToken[];
}

/** Scores the papers by an author; undefined where nobody has the name. */
async function describePerson(
  { persons, tokens }: Named,
  { from, to, isFirstAuthor }: NamedAuthors["spans"][number],
): Promise<Query | undefined> {
  const part = sliceSpan(tokens, { from, to });
  const qualities = rateNames(await persons.listTouched(part), part);
  if (qualities.size === 0) return undefined;
  const queries = [1, 2, 3, 4].flatMap((quality) => {
    const names = [...qualities].filter(([, each]) => each === quality).map(([name]) => name);
    const spelled = names.map((name) => writeSpelling(foldCase(name), name));
    return names.length === 0 ? [] : [score(hasOneOf("authorSpelling", spelled), perAuthor + quality)];
  });
  const first = isFirstAuthor ? [score(hasOneOf("firstAuthor", [...qualities.keys()]), leads)] : [];
  return { bool: { must: [{ dis_max: { queries } }], should: first } };
}

function sliceSpan(tokens: readonly NameToken[], { from, to }: NameSpan): readonly NameToken[] {
  return tokens.slice(from, to + 1);
}

/** A preprint is often of the year before. */
function describeYears(year: number | undefined): readonly Query[] {
  if (year === undefined) return [];
  return [score(hasTerm("year", year), 2 * perYear), score(hasOneOf("year", [year - 1, year + 1]), perYear)];
}

function score(filter: Query, boost: number): Query {
  return { constant_score: { filter, boost } };
}

function readAuthored(hits: readonly { readonly sort?: readonly unknown[] }[]): AuthoredPapers {
  return {
    ordinals: hits.map(({ sort }) => Number(sort![2])),
    tiers: hits.map(({ sort }) => Math.floor(Number(sort![0]) / perYear)),
  };
}
