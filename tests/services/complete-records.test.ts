import { describe, expect, it } from "vitest";
import { trustLevels } from "../../src/domain/records/trust.js";
import type { SourceRecord } from "../../src/domain/sources/source-record.js";
import { AppError } from "../../src/errors.js";
import type { PaperIdentifier } from "../../src/ports/sources/paper-lookup.js";
import { createCompleteRecords } from "../../src/services/sources/complete-records.js";

const { guess, library, own, database } = trustLevels;
const known = {
  title: "Bees of the North",
  authors: ["Ada Lind", "Bo Marsh"],
  year: 2019,
  venue: "Bee Letters",
  doi: "10.5555/bees.1",
  abstract: "",
};

/** Completes records against one answer, and lists the identifiers that were asked for. */
async function complete(records: readonly SourceRecord[], answer: unknown = known) {
  const asked: PaperIdentifier[] = [];
  const lookUp = async (identifier: PaperIdentifier) => {
    asked.push(identifier);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  async function* source() {
    yield* records;
  }
  const completed: SourceRecord[] = [];
  for await (const record of createCompleteRecords(lookUp)(source())) completed.push(record);
  return { completed, asked };
}

describe("completed records", () => {
  const guessed = { title: "Bees of the north", abstract: "Bees fly.", doi: "https://doi.org/10.5555/BEES.1" };

  it("have what the registry says in place of a guess, and keep what it does not say", async () => {
    const { completed, asked } = await complete([{ line: 1, value: guessed, trust: guess, notices: ["guessed"] }]);
    expect(asked).toEqual([{ doi: "10.5555/bees.1" }]);
    expect(completed).toEqual([
      { line: 1, value: { ...known, abstract: "Bees fly." }, trust: database, notices: ["guessed"] },
    ]);
  });

  it("keep the fields of the caller's own papers, and gain the missing ones", async () => {
    const { completed } = await complete([{ line: 1, value: guessed, trust: own }]);
    const { authors, year, venue } = known;
    expect(completed).toEqual([{ line: 1, value: { ...guessed, authors, year, venue }, trust: own }]);
  });

  it("lose the parts of names with the list of authors that they belong to", async () => {
    const value = { ...guessed, authors: ["A. Lind"], authorNames: [{ family: "Lind", given: "A." }] };
    const { completed } = await complete([{ line: 1, value, trust: library }]);
    expect(completed[0]).toMatchObject({ value: { authors: known.authors } });
    expect(completed[0]).not.toHaveProperty("value.authorNames");
  });

  it("are not asked for without an identifier, without a gain, or when they cannot be read", async () => {
    const records: SourceRecord[] = [
      { line: 1, value: { title: "No identifier" }, trust: guess },
      { line: 2, value: { ...known, abstract: "All is there." }, trust: library },
      { line: 3, reason: "broken" },
      { line: 4, value: { id: "s2:1", doi: known.doi }, supplements: true },
    ];
    expect(await complete(records)).toEqual({ completed: records, asked: [] });
  });

  it("take nothing over from another paper, or from a service that does not know theirs", async () => {
    const record = { line: 1, value: { ...guessed, authors: ["Cleo Berg"] }, trust: guess };
    const other = await complete([record], { ...known, title: "A history of lighthouses", authors: ["Di Okoro"] });
    const reason = "its DOI or arXiv id is that of another paper, A history of lighthouses";
    expect(other.completed).toEqual([{ ...record, notices: [reason] }]);
    const unknown = await complete([record], "nothing");
    expect(unknown.completed).toMatchObject([{ value: record.value, notices: [expect.stringContaining("not known")] }]);
  });

  it("are imported as they are once a service does not answer, and it is not asked again", async () => {
    const records = [1, 2].map((line) => ({ line, value: { title: "By arXiv", arxivId: "2001.01234" }, trust: guess }));
    const { completed, asked } = await complete(records, new AppError("unavailable", "arXiv does not answer"));
    expect(asked).toEqual([{ arxivId: "2001.01234" }]);
    expect(completed).toEqual(
      records.map((record) => ({ ...record, notices: ["the paper was not completed: arXiv does not answer"] })),
    );
    await expect(complete(records, new Error("a defect"))).rejects.toThrow("a defect");
  });
});
