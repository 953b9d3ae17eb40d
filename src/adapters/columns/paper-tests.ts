import { createOrdinalSet } from "../../domain/search/ordinal-set.js";
import type { Paper } from "../../domain/paper/paper.js";
import { createVenueNames } from "../../domain/venue/venue-names.js";
import type { OpenPaperTests } from "../../ports/search/paper-tests.js";
import { createCorpusColumns } from "./corpus-columns.js";
import { noNameFilter } from "./name-filter.js";
import { type MarkedField, markedFields } from "./field-marks.js";

/** The columns of a library that has only these papers. */
export function createPaperTests(venueNames = createVenueNames()): OpenPaperTests {
  return (papers, areEmbedded) => {
    const columns = createCorpusColumns(venueNames, noNameFilter);
    for (const [place, paper] of papers.entries()) {
      const { year, date, venue, authors, categories, tags = [], url } = paper;
      const facts = { year, date, venue, authors, categories, tags, url };
      columns.put(place, { ...facts, embedded: areEmbedded, marks: markFields(paper) });
    }
    return { matchFilter: (filter, words) => createOrdinalSet(columns.match(filter, words)) };
  };
}

function markFields(paper: Paper): number {
  return markedFields.reduce((bits, field, at) => (holds(paper, field) ? bits | (1 << at) : bits), 0);
}

function holds(paper: Paper, field: MarkedField): boolean {
  const value = paper[field];
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
}
