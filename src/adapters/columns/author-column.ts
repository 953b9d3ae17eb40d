import type { AuthorsAnswer, AuthorsRequest } from "../../domain/paper/authors.js";
import { readNames } from "../../domain/person/name-readings.js";
import { type NameToken, tokenizeNames } from "../../domain/person/name-tokens.js";
import type { AuthoredPapers, FoundNames, NamedAuthors, NameSpan } from "../../domain/search/names/author-names.js";
import type { Ordinal } from "../../domain/paper/paper.js";
import { createNameColumn, type NameColumn } from "./name-column.js";
import { createNameFilter } from "./name-filter.js";
import { createPersonIndex, type PersonIndex } from "./person-index.js";

/** The authors of all papers, found as people write names. */
export interface AuthorColumn {
  readonly column: NameColumn;
  /** The words of the names (`readNameHints`). */
  readonly nameLayers: readonly SharedArrayBuffer[];
  findAuthors(request: AuthorsRequest): AuthorsAnswer["authors"];
  findNames(text: string): FoundNames;
  /** The numbers of the names that have the words of the text, or that it names: `F. Last`, `Last, F.`, `First Last`. */
  findMeant(text: string): readonly number[] | undefined;
  listAuthored(authors: NamedAuthors, papers: DatedPapers): AuthoredPapers;
}

export interface DatedPapers {
  readonly ordinals: Int32Array;
  readonly years: Int16Array;
  /** Keys that sort by date. */
  readonly dates: Int32Array;
}

export function createAuthorColumn(filter = createNameFilter()): AuthorColumn {
  const persons = createPersonIndex(filter);
  const column = createNameColumn({ onSpelling: persons.add });
  return {
    column,
    nameLayers: persons.filter.layers,
    findAuthors: ({ prefix, limit }) =>
      column
        .findValues(column.dictionary.findBeginning(prefix), limit)
        .map(({ value, count }) => ({ name: value, count })),
    findNames: (text) => findNames(persons, column.uses, text),
    findMeant(text) {
      const holding = column.dictionary.findContaining(text);
      const tokens = tokenizeNames(text);
      return holding && [...holding, ...matchSpan(persons, tokens, { from: 0, to: tokens.length - 1 }).keys()];
    },
    listAuthored: (authors, papers) => listAuthored({ persons, column }, authors, papers),
  };
}

function findNames(persons: PersonIndex, uses: Int32Array, text: string): FoundNames {
  const tokens = tokenizeNames(text);
  const families = tokens.map(() => 0);
  const words = tokens.map(() => 0);
  const readings = readNames(tokens).map((reading) => ({ reading, bit: 1 << reading.family, papers: 0, best: 0 }));
  persons.forEachTouched(tokens, (name) => {
    const papers = uses[name.number] ?? 0;
    if (papers === 0) return;
    for (let at = 0; at < tokens.length; at += 1) {
      if ((name.families & (1 << at)) !== 0) families[at]! += papers;
      if ((name.words & (1 << at)) !== 0) words[at]! += papers;
    }
    for (const read of readings) {
      // Names without a family name have no such bit.
      const quality = (name.words & read.bit) === 0 ? 0 : name.match(read.reading);
      if (quality > 0) read.papers += papers;
      if (quality > read.best) read.best = quality;
    }
  });
  const spans = readings
    .filter(({ best }) => best > 1)
    .map(({ reading: { from, to }, papers, best }) => ({ from, to, papers, isWritten: best > 2 }));
  return { families, words, spans };
}

interface Authors {
  readonly persons: PersonIndex;
  readonly column: NameColumn;
}

function listAuthored(
  { persons, column }: Authors,
  { text, spans, year }: NamedAuthors,
  papers: DatedPapers,
): AuthoredPapers {
  const tokens = tokenizeNames(text);
  const people = spans.map((span) => ({ ...span, qualities: matchSpan(persons, tokens, span) }));
  const isWanted = column.prepareTest(people.flatMap(({ qualities }) => [...qualities.keys()]));
  const found: { ordinal: Ordinal; tier: number; rank: number }[] = [];
  const { starts, lengths, numbers } = column.lists;
  for (const ordinal of papers.ordinals) {
    if (!isWanted(ordinal)) continue;
    const start = starts[ordinal] ?? 0;
    const authors = numbers.subarray(start, start + (lengths[ordinal] ?? 0));
    const matched = people.flatMap(({ qualities, isFirstAuthor }) => {
      const best = authors.reduce((most, number) => Math.max(most, qualities.get(number) ?? 0), 0);
      const leads = isFirstAuthor && qualities.has(authors[0] ?? -1);
      return best === 0 ? [] : [best + (leads ? 10 : 0)];
    });
    const tier = matched.length * 10 + rateYear(papers.years[ordinal] ?? 0, year);
    found.push({ ordinal, tier, rank: tier * 1_000 + matched.reduce((sum, rank) => sum + rank, 0) });
  }
  const { dates } = papers;
  found.sort(
    (one, other) =>
      other.rank - one.rank || (dates[other.ordinal] ?? 0) - (dates[one.ordinal] ?? 0) || other.ordinal - one.ordinal,
  );
  return { ordinals: found.map(({ ordinal }) => ordinal), tiers: found.map(({ tier }) => tier) };
}

/** A preprint is often of the year before. */
function rateYear(year: number, wanted: number | undefined): number {
  if (wanted === undefined || year === 0) return 0;
  const difference = Math.abs(year - wanted);
  return difference > 1 ? 0 : 2 - difference;
}

function matchSpan(persons: PersonIndex, tokens: readonly NameToken[], span: NameSpan): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const part = tokens.slice(span.from, span.to + 1);
  const readings = readNames(part).filter(({ from, to }) => from === 0 && to === part.length - 1);
  persons.forEachTouched(part, (name) => {
    const best = readings.reduce((most, reading) => Math.max(most, name.match(reading)), 0);
    const quality = part.length === 1 && (name.families & 1) !== 0 ? 4 : best;
    if (quality > 0) found.set(name.number, quality);
  });
  return found;
}
