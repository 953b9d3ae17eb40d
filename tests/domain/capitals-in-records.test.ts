import { describe, expect, it } from "vitest";
import { cleanPaper } from "../../src/domain/paper/clean-paper.js";
import { type PaperInput, paperInputSchema } from "../../src/domain/paper/paper.js";
import { mergeRecords } from "../../src/domain/records/merge-records.js";
import { type Trust, trustAll, trustLevels } from "../../src/domain/records/trust.js";

const { table, library, database, own } = trustLevels;
const doi = "10.5555/kites.7";
const long = "We fly kites over seven quarries and count the birds that follow them for a day.";

function makePaper(input: Partial<PaperInput>) {
  const clean = cleanPaper(paperInputSchema.parse({ title: "Kites over quarries", doi, ...input }), {
    namesPapers: false,
  });
  if ("reason" in clean) throw new Error(clean.reason);
  return clean.paper;
}

function merge(kept: Partial<PaperInput>, from: Trust, incoming: Partial<PaperInput>, to: Trust) {
  return mergeRecords({ paper: makePaper(kept), trust: trustAll(from) }, { paper: makePaper(incoming), trust: to })
    .paper;
}

describe("a record in capitals", () => {
  it.each<Trust>([table, library, database, own])("with trust %i replaces no text by capitals", (trust) => {
    const kept = {
      title: "Network-driven kites of high pH",
      abstract: long,
      venue: "Sand and Stone",
      authors: ["M. Del Quarro", "Ada Vance"],
    };
    const capitals = {
      title: "NETWORKDRIVEN KITES OF HIGH pH",
      abstract: `${long.toUpperCase()} (C) QUARRY PRESS`,
      venue: "SAND & STONE",
      authors: ["Q M DEL", "VANCE A"],
    };
    expect(merge(kept, table, capitals, trust)).toMatchObject(kept);
  });

  it("replaces another venue by a long one in capitals only from a better source", () => {
    const venue = "QUARRY AND SAND";
    expect(merge({ venue: "Sand Letters" }, table, { venue }, table).venue).toBe("Sand Letters");
    expect(merge({ venue: "Sand Letters" }, table, { venue }, database).venue).toBe(venue);
    expect(merge({ venue: "arXiv" }, table, { venue }, table).venue).toBe(venue);
    expect(merge({ venue: "Sand Letters" }, table, { venue: "QUARRY ONE" }, table).venue).toBe("QUARRY ONE");
  });

  it("completes the authors and the case of a better source", () => {
    const poor = { title: "KITES OVER QUARRIES", venue: "SAND LETTERS", authors: ["Ada Vance"] };
    const rich = { title: "Kites over quarries", venue: "Sand Letters", authors: ["A. Vance", "Bo Liu"] };
    const completed = { ...rich, authors: ["Ada Vance", "Bo Liu"] };
    expect(merge(poor, library, rich, table)).toMatchObject(completed);
    expect(merge(poor, own, rich, table)).toMatchObject(poor);
    expect(merge(poor, library, { ...rich, authors: ["Cy Moreau", "Bo Liu"] }, table).authors).toEqual(["Ada Vance"]);
  });

  it.each([
    [["A. Vance"], ["VANCE ADA"], ["A. Vance"]],
    [
      ["M. Del Quarro", "Ada Vance"],
      ["Q M Del", "Ada Vance"],
      ["M. Del Quarro", "Ada Vance"],
    ],
    [["Ada Vance"], ["ADA VANCE", "BO LIU"], ["Ada Vance", "BO LIU"]],
  ])("with authors %j and %j has %j", (authors, given, expected) => {
    expect(merge({ authors }, library, { authors: given }, database).authors).toEqual(expected);
  });
});
