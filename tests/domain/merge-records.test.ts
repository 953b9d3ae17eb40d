import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanPaper } from "../../src/domain/paper/clean-paper.js";
import { type Paper, type PaperInput, paperInputSchema } from "../../src/domain/paper/paper.js";
import { mergeRecords } from "../../src/domain/records/merge-records.js";
import type { KeptRecord, NewRecord } from "../../src/domain/records/merge-rights.js";
import { formatTrust, parseTrust, type Trust, trustAll, trustLevels } from "../../src/domain/records/trust.js";

const { guess, table, library, database, own } = trustLevels;
function makeRecord(input: PaperInput, trust: Trust): NewRecord {
  const clean = cleanPaper(paperInputSchema.parse(input), { namesPapers: trust === own });
  if ("reason" in clean) throw new Error(clean.reason);
  return { paper: clean.paper, version: clean.version, trust };
}
function keep(input: PaperInput, trust: Trust): KeptRecord {
  return { ...makeRecord(input, trust), trust: trustAll(trust) };
}
const doi = "10.5555/kites.7";
const base = { title: "Kites over quarries", doi } satisfies PaperInput;
const merge = (kept: Partial<PaperInput>, from: Trust, incoming: Partial<PaperInput>, to: Trust): Paper =>
  mergeRecords(keep({ ...base, ...kept }, from), makeRecord({ ...base, ...incoming }, to)).paper;
const long = "We fly kites over seven quarries and count the birds that follow them for a day. ".repeat(3).trim();

describe("a record that is merged into a stored paper", () => {
  it.each<[string, PaperInput | object, PaperInput | object, object]>([
    ["adds what is missing", {}, { abstract: long, year: 2018 }, { abstract: long, year: 2018 }],
    [
      "says nothing by an empty value",
      { venue: "Quarry Letters" },
      { venue: "", abstract: null },
      { venue: "Quarry Letters" },
    ],
    ["corrects a year", { year: 2018 }, { year: 2019 }, { year: 2019 }],
    ["keeps a date of the same year", { date: "2018-05-01" }, { year: 2018 }, { date: "2018-05-01", year: 2018 }],
    ["keeps the more precise date", { date: "2018-05-01" }, { date: "2018-05" }, { date: "2018-05-01" }],
    [
      "keeps a date that a mere year contradicts",
      { date: "2018-05-01" },
      { year: 2019 },
      { date: "2018-05-01", year: 2018 },
    ],
    [
      "joins lists, ignoring case",
      { keywords: ["Kites"] },
      { keywords: ["kites", "birds"] },
      { keywords: ["Kites", "birds"] },
    ],
    [
      "keeps an abstract from its beginning",
      { abstract: long },
      { abstract: `${long.slice(0, 150)}…` },
      { abstract: long },
    ],
    ["keeps an abstract from a stub", { abstract: long }, { abstract: "About kites." }, { abstract: long }],
    [
      "replaces an abstract by another one",
      { abstract: long },
      { abstract: long.replace("seven", "nine") },
      { abstract: long.replace("seven", "nine") },
    ],
    [
      "keeps the name of a journal from its abbreviation",
      { venue: "Journal of Quarry Science" },
      { venue: "J. Quarry Sci." },
      { venue: "Journal of Quarry Science" },
    ],
    [
      "writes out an abbreviated journal",
      { venue: "J Quarry Sci" },
      { venue: "Journal of Quarry Science" },
      { venue: "Journal of Quarry Science" },
    ],
    [
      "keeps a journal from a preprint server",
      { venue: "Quarry Letters" },
      { venue: "arXiv" },
      { venue: "Quarry Letters" },
    ],
    ["keeps a title from capitals", {}, { title: "KITES OVER QUARRIES" }, { title: "Kites over quarries" }],
    [
      "takes a title with its subtitle",
      {},
      { title: "Kites over quarries: a survey" },
      { title: "Kites over quarries: a survey" },
    ],
    [
      "keeps a title with its subtitle",
      { title: "Kites over quarries: a survey" },
      {},
      { title: "Kites over quarries: a survey" },
    ],
    ["drops the full stop of a title", { title: "Kites over quarries." }, {}, { title: "Kites over quarries" }],
    [
      "takes the publisher's DOI instead of arXiv's",
      { doi: "10.48550/arXiv.1801.00001" },
      { doi, arxivId: "1801.00001" },
      { doi },
    ],
    ["adds no address that repeats the DOI", {}, { url: `https://doi.org/${doi}` }, { url: undefined }],
    [
      "drops a type that the venue implies",
      { venue: "Quarry Letters" },
      { type: "article-journal" },
      { type: undefined },
    ],
  ])("%s", (_what, kept, incoming, expected) => {
    const paper = merge(kept as PaperInput, library, incoming as PaperInput, library);
    expect({ ...Object.fromEntries(Object.keys(expected).map((field) => [field, undefined])), ...paper }).toMatchObject(
      expected,
    );
  });

  it.each<[Trust, Trust, number]>([
    [database, library, 2018],
    [library, database, 2019],
    [library, guess, 2018],
    [library, table, 2018],
    [own, database, 2018],
    [database, own, 2019],
    [own, own, 2019],
  ])("with trust %i against %i", (from, to, year) => {
    expect(merge({ year: 2018 }, from, { year: 2019 }, to).year).toBe(year);
  });

  it("replaces nothing if it is older, by arXiv version or by full date", () => {
    const arxiv = { arxivId: "1801.00001v2", doi: null, venue: "Quarry Letters" };
    expect(
      merge(arxiv, database, { ...arxiv, arxivId: "1801.00001v1", venue: "Other", year: 2018 }, own),
    ).toMatchObject({
      venue: "Quarry Letters",
      year: 2018,
    });
    const dated = { date: "2019-03-01", venue: "Quarry Letters" };
    expect(merge(dated, library, { date: "2018-01-01", venue: "Other" }, library)).toMatchObject(dated);
    expect(merge(dated, library, { date: "2019-04-01", venue: "Other" }, library)).toMatchObject({ venue: "Other" });
  });

  it("remembers the trust of each field", () => {
    const kept = keep({ ...base, year: 2018 }, library);
    const merged = mergeRecords(kept, makeRecord({ ...base, year: 2019 }, database));
    expect(parseTrust(formatTrust(merged.trust))).toEqual({ ...trustAll(library), year: database });
    expect(mergeRecords(merged, makeRecord({ ...base, year: 2020 }, library)).paper.year).toBe(2019);
    expect(parseTrust(null)).toEqual(trustAll(library));
  });
});

describe("the authors of merged records", () => {
  const mergeAuthors = (kept: PaperInput, incoming: PaperInput) => {
    const { authors, authorNames } = merge(kept, library, incoming, library);
    return authorNames ? { authors, authorNames } : authors;
  };
  const names = (...authors: readonly string[]) => ({ ...base, authors: [...authors] });
  const ada = { family: "Vance", given: "Ada" };

  it.each([
    [
      ["Ada Vance", "Bo Liu"],
      ["A. Vance", "B. Liu"],
      ["Ada Vance", "Bo Liu"],
    ],
    [
      ["A. Vance", "Liu B"],
      ["Ada Vance", "Bo Liu"],
      ["Ada Vance", "Bo Liu"],
    ],
    [["Ada Vance", "Bo Liu", "Cy Moreau"], ["Vance A"], ["Ada Vance", "Bo Liu", "Cy Moreau"]],
    [["A. Vance"], ["Vance AB", "Bo Liu"], ["Vance AB", "Bo Liu"]],
    [
      ["Ada Vance", "Bo Liu"],
      ["Bo Liu", "A. Vance"],
      ["Bo Liu", "Ada Vance"],
    ],
    [["Jose Garcia"], ["José García"], ["José García"]],
    [["José García"], ["Jose Garcia"], ["José García"]],
    [["Ada Vance"], ["VANCE A"], ["Ada Vance"]],
    [["Wrong Person"], ["Ada Vance"], ["Ada Vance"]],
    [["Wrong Person", "Other Person"], ["Ada Vance"], ["Wrong Person", "Other Person"]],
  ])("of %j and %j are %j", (kept, incoming, expected) => {
    expect(mergeAuthors(names(...kept), names(...incoming))).toEqual(expected);
  });

  it("keep the parts of names that one of the records has", () => {
    const parted = { ...base, authors: ["A. Vance"], authorNames: [{ family: "Vance", given: "A." }] };
    const expected = { authors: ["Ada Vance"], authorNames: [ada] };
    expect(mergeAuthors(parted, names("Ada Vance"))).toEqual(expected);
    // The parts of the stored name are plain to see.
    expect(mergeAuthors(names("Ada Vance"), parted)).toEqual(["Ada Vance"]);
  });
});

describe("any records of one paper", () => {
  const text = (...texts: readonly string[]) => fc.constantFrom(undefined, null, "", ...texts);
  const record = fc.record({
    trust: fc.constantFrom<Trust>(guess, library, database, own),
    input: fc.record(
      {
        title: fc.constantFrom(
          "Kites over quarries",
          "KITES OVER QUARRIES.",
          "Kites over quarries: a survey",
          "Kites above quarries",
        ),
        abstract: text("About kites.", long, `${long} More.`),
        authors: fc.constantFrom(
          undefined,
          [],
          ["Ada Vance"],
          ["Vance A", "Liu B"],
          ["A. Vance", "Bo Liu", "Cy Moreau"],
          ["Di Okoro"],
        ),
        year: fc.constantFrom(undefined, null, 2018, 2019),
        date: text("2018", "2018-05-01", "2019-02-03"),
        venue: text("Quarry Letters", "Quarry Lett.", "arXiv"),
        type: fc.constantFrom(undefined, null, "article-journal", "chapter"),
        categories: fc.constantFrom(undefined, [], ["cs.CL"], ["CS.cl", "cs.LG"]),
        keywords: fc.constantFrom(undefined, [], ["kites"]),
        doi: fc.constantFrom(undefined, null, doi),
        arxivId: fc.constantFrom(undefined, null, "1801.00001", "1801.00001v1", "1801.00001v2"),
        url: text("https://example.org/kites", `https://doi.org/${doi}`),
      },
      { requiredKeys: ["title"] },
    ),
  });
  const isEmpty = (value: unknown) =>
    value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

  it("never empty a field, and say nothing new the second time", () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 2, maxLength: 6 }), ([first, ...others]) => {
        let kept = keep(first!.input as PaperInput, first!.trust);
        for (const { input, trust } of others) {
          const incoming = makeRecord(input as PaperInput, trust);
          const merged = mergeRecords(kept, incoming);
          for (const [field, value] of Object.entries(kept.paper)) {
            // A venue that came later may imply the type.
            if (field === "type" || isEmpty(value)) continue;
            expect(isEmpty(merged.paper[field as keyof Paper]), `${field} of ${JSON.stringify(merged.paper)}`).toBe(
              false,
            );
          }
          expect(mergeRecords(merged, incoming).paper).toEqual(merged.paper);
          const exported = { paper: merged.paper, version: merged.version, trust: own };
          expect(mergeRecords(merged, exported)).toEqual(merged);
          kept = merged;
        }
      }),
    );
  });
});
