import { describe, expect, it } from "vitest";
import { filterSchema, isOpenFilter } from "../../src/domain/search/filter.js";

describe("filterSchema", () => {
  it("wraps single values in lists", () => {
    expect(filterSchema.parse({ year: 2020, venue: " ACL ", author: ["A", "B"], yearFrom: 1999 })).toEqual({
      year: [2020],
      venue: ["ACL"],
      author: ["A", "B"],
      yearFrom: 1999,
    });
  });

  it("reads names of fields as a list or separated by commas", () => {
    expect(filterSchema.parse({ has: "abstract , doi", missing: ["vector"] })).toEqual({
      has: ["abstract", "doi"],
      missing: ["vector"],
    });
  });

  it("accepts a pool of 1,000 ids", () => {
    const ids = Array.from({ length: 1_000 }, String);
    expect(filterSchema.parse({ ids })).toEqual({ ids });
  });

  it.each([
    ["a day that is not in the calendar", { dateFrom: "2023-02-29" }, "dateFrom"],
    ["a date in words", { dateTo: "May 2023" }, "dateTo"],
    ["a field that papers do not have", { has: "abstract,colour" }, "has"],
    ["no field", { missing: "" }, "missing"],
    ["a year that is not a number", { year: "last" }, "year"],
    ["a year before 1000", { yearFrom: 999 }, "yearFrom"],
    ["a year after 3000", { yearTo: 3001 }, "yearTo"],
    ["a fractional year", { yearTo: 2000.5 }, "yearTo"],
    ["an empty list", { ids: [] }, "ids"],
    ["more than 100 values", { venue: Array.from({ length: 101 }, String) }, "venue"],
    ["more than 1,000 ids", { ids: Array.from({ length: 1_001 }, String) }, "ids"],
    ["an empty venue", { venue: " " }, "venue"],
    ["an author that is not a string", { author: 7 }, "author"],
  ])("rejects %s", (_what, filter, path) => {
    expect(filterSchema.safeParse(filter).error?.issues.map((issue) => issue.path[0])).toEqual([path]);
  });
});

describe("isOpenFilter", () => {
  it("is true only when no value is set", () => {
    expect(isOpenFilter({})).toBe(true);
    expect(isOpenFilter(filterSchema.parse({ yearFrom: undefined }))).toBe(true);
    expect(isOpenFilter({ yearFrom: 1000 })).toBe(false);
    expect(isOpenFilter({ ids: ["x"] })).toBe(false);
  });
});
