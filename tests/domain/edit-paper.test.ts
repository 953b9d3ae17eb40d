import { describe, expect, it } from "vitest";
import { patchFields } from "../../src/domain/paper/edit-paper.js";
import { makeCleanPaper } from "../support/clean-papers.js";

describe("a patch of the year or the date", () => {
  const { paper } = makeCleanPaper({ title: "Kites over quarries", date: "2020-03-01" });

  it.each([
    ["drops a date of another year", { year: 2021 }, 2021, undefined],
    ["keeps a date of the same year", { year: 2020 }, 2020, "2020-03-01"],
    ["removes the date that the year came from", { year: null }, undefined, undefined],
    ["takes the year from the new date", { date: "2021-05" }, 2021, "2021-05"],
    ["takes both", { year: 2021, date: "2021-05" }, 2021, "2021-05"],
    ["leaves both alone", { venue: "Quarry Letters" }, 2020, "2020-03-01"],
  ])("%s", (_what, patch, year, date) => {
    const { paper: patched } = makeCleanPaper(patchFields(paper, patch));
    expect([patched.year, patched.date]).toEqual([year, date]);
  });
});
