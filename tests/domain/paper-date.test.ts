import { describe, expect, it } from "vitest";
import { readDateKey, findYear } from "../../src/domain/paper/date.js";

describe("readDateKey", () => {
  it("grows with the date, and sorts a less exact date first", () => {
    const dates = ["1999", "1999-12-31", "2021", "2021-05", "2021-05-01", "2021-05-02T10:00:00Z", "2021-10-01", "2022"];
    const keys = dates.map((date) => readDateKey(date, undefined));
    expect(keys).toEqual(keys.toSorted((one, other) => one - other));
    expect(new Set(keys).size).toBe(dates.length);
  });

  it("prefers the date to the year, and uses the year when the date is invalid", () => {
    expect(readDateKey("2020-01-02", 2021)).toBe(readDateKey("2020-01-02", undefined));
    for (const date of [undefined, "May 2021", "20210501", "2021-13-01", "2021-02-45", "soon"]) {
      expect(readDateKey(date, 2021)).toBe(readDateKey("2021", undefined));
    }
  });

  it("reads slashes and single-digit months and days", () => {
    expect(readDateKey("2021/5/1", undefined)).toBe(readDateKey("2021-05-01", undefined));
    expect(readDateKey("2021-12", undefined)).toBeGreaterThan(readDateKey("2021-1-31", undefined));
  });

  it("is 0 for an unknown date and below 2^21 for any other", () => {
    expect(readDateKey(undefined, undefined)).toBe(0);
    expect(readDateKey("soon", undefined)).toBe(0);
    expect(readDateKey("9999-12-31", 3000)).toBeLessThan(2 ** 21);
  });
});

describe("findYear", () => {
  it.each([
    ["2019", 2019],
    ["c2019?", 2019],
    ["12/31/2020", 2020],
    ["2019-01-31T10:00:00Z", 2019],
    ["1066", 1066],
    [2021, 2021],
  ])("reads %j", (text, year) => expect(findYear(text)).toBe(year));

  it.each(["", "n.d.", "0000", "9999", "20199", "99", 0, undefined, null])("finds no year in %j", (text) =>
    expect(findYear(text)).toBeUndefined(),
  );
});
