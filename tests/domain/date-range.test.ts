import { describe, expect, it } from "vitest";
import { readDateKey } from "../../src/domain/paper/date.js";
import { createDateTest, type DateRange, intersectRanges, isDate } from "../../src/domain/paper/date-range.js";

describe("isDate", () => {
  it.each(["2024", "1000", "3000", "2024-03", "2024-02-29", "1999-12-31"])("accepts %s", (text) => {
    expect(isDate(text)).toBe(true);
  });

  it.each([
    "",
    "24",
    "0999",
    "3001",
    "2024-13",
    "2024-00",
    "2024-3",
    "2023-02-29",
    "2024-04-31",
    "2024/03/01",
    "2024-03-",
    "2024-03-01T00:00",
  ])("refuses %s", (text) => {
    expect(isDate(text)).toBe(false);
  });
});

describe("createDateTest", () => {
  const dates = [
    "2023",
    "2023-12",
    "2023-12-31",
    "2024",
    "2024-02",
    "2024-02-29",
    "2024-03",
    "2024-03-01",
    "2024-03-31",
    "2024-04-01",
    "2025",
  ];
  const list = (range: DateRange) => dates.filter((date) => createDateTest(range)(readDateKey(date, undefined)));

  it.each([
    ["a day on", { dateFrom: "2024-03-01" }, ["2024", "2024-03", "2024-03-01", "2024-03-31", "2024-04-01", "2025"]],
    ["a month on", { dateFrom: "2024-03" }, ["2024", "2024-03", "2024-03-01", "2024-03-31", "2024-04-01", "2025"]],
    ["a year on", { dateFrom: "2024" }, dates.slice(3)],
    ["the first day of a year on", { dateFrom: "2024-01-01" }, dates.slice(3)],
    ["the last day of a month on", { dateFrom: "2024-02-29" }, ["2024", "2024-02", ...dates.slice(5)]],
    ["up to a day", { dateTo: "2024-03-01" }, dates.slice(0, 8)],
    ["up to a month", { dateTo: "2024-03" }, dates.slice(0, 9)],
    ["up to a year", { dateTo: "2023" }, dates.slice(0, 3)],
    ["up to the last day of a year", { dateTo: "2023-12-31" }, dates.slice(0, 3)],
    ["up to the first day of a year", { dateTo: "2024-01-01" }, dates.slice(0, 4)],
    ["within a month", { dateFrom: "2024-03", dateTo: "2024-03" }, ["2024", "2024-03", "2024-03-01", "2024-03-31"]],
    ["on a day", { dateFrom: "2024-02-29", dateTo: "2024-02-29" }, ["2024", "2024-02", "2024-02-29"]],
    ["from a day before the last one", { dateFrom: "2025", dateTo: "2024" }, []],
  ] as const)("finds the papers that may be from %s", (_what, range, expected) => {
    expect(list(range)).toEqual(expected);
  });

  it("never finds a paper without a date", () => {
    expect(createDateTest({ dateTo: "2024" })(0)).toBe(false);
    expect(createDateTest({})(0)).toBe(false);
  });
});

describe("intersectRanges", () => {
  it.each([
    [{}, {}, {}],
    [{ dateFrom: "2020" }, {}, { dateFrom: "2020" }],
    [{ dateFrom: "2020" }, { dateFrom: "2020-02", dateTo: "2021" }, { dateFrom: "2020-02", dateTo: "2021" }],
    [{ dateTo: "2021" }, { dateTo: "2021-03" }, { dateTo: "2021-03" }],
    [{ dateTo: "2021-03-31" }, { dateTo: "2021-03-05" }, { dateTo: "2021-03-05" }],
  ])("of %o and %o is %o", (one, other, both) => {
    expect(intersectRanges(one, other)).toEqual(both);
    expect(intersectRanges(other, one)).toEqual(both);
  });
});
