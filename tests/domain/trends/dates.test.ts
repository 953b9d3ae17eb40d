import { describe, expect, it } from "vitest";
import { readDateKey } from "../../../src/domain/paper/date.js";
import { type ComparedPapers, comparePapers } from "../../../src/domain/trends/compared-papers.js";
import { countNew } from "../../../src/domain/trends/count-new.js";
import { areMostDated } from "../../../src/domain/trends/dated-share.js";
import { nameSpan } from "../../../src/domain/trends/name-span.js";
import { countBack, dayOf, spanOf, writeDay } from "../../../src/domain/trends/period.js";
import { readStatedDates } from "../../../src/domain/trends/stated-dates.js";

const today = dayOf(2026, 11, 30);

const readDates = (dates: readonly string[]) =>
  readStatedDates(Int32Array.from(dates, (date) => readDateKey(date, undefined)));

function compare(dates: readonly string[], period?: "day" | "week" | "month" | "year", venues?: readonly number[]) {
  const papers = {
    ordinals: Int32Array.from(dates.keys()),
    dates: Int32Array.from(dates, (date) => readDateKey(date, undefined)),
    venues: Int32Array.from(dates, (_, row) => venues?.[row] ?? -1),
  };
  return comparePapers({ papers, stated: readStatedDates(papers.dates), today }, period);
}

/** As many papers of each date. */
const repeat = (date: string, count: number) => Array.from({ length: count }, () => date);
/** Papers of every day, back from a day. */
const daily = (count: number, perDay: number, last = today) =>
  Array.from({ length: count }, (_, back) => repeat(writeDay(last - back), perDay)).flat();

const countWindows = ({ windowOf, windows }: ComparedPapers) =>
  Array.from({ length: windows }, (_, window) => windowOf.filter((one) => one === window).length);

describe("periods", () => {
  it("count days and weeks back from the last day, months and years by the calendar", () => {
    const last = dayOf(2026, 3, 2);
    const back = (period: "day" | "week" | "month" | "year", day: number) => countBack(period, day, last);
    expect([back("day", last), back("day", last - 9)]).toEqual([0, 9]);
    expect([back("week", last - 6), back("week", last - 7)]).toEqual([0, 1]);
    expect([back("month", dayOf(2026, 3, 1)), back("month", dayOf(2026, 2, 28))]).toEqual([0, 1]);
    expect([back("month", dayOf(2025, 12, 31)), back("year", dayOf(2025, 12, 31))]).toEqual([3, 1]);
  });

  it.each([
    ["day", { from: "2026-02-27", to: "2026-02-27" }, "27 Feb 2026"],
    ["week", { from: "2026-02-03", to: "2026-02-09" }, "3–9 Feb 2026"],
    ["month", { from: "2025-12-01", to: "2025-12-31" }, "Dec 2025"],
    ["year", { from: "2023-01-01", to: "2023-12-31" }, "2023"],
  ] as const)("know the days and the name of a %s", (period, span, name) => {
    expect(spanOf(period, 3, dayOf(2026, 3, 2))).toEqual(span);
    expect(nameSpan(period, span)).toBe(name);
  });

  it("name a week over the end of a month", () => {
    expect(nameSpan("week", { from: "2026-02-24", to: "2026-03-02" })).toBe("24 Feb–2 Mar 2026");
  });
});

describe("stated dates", () => {
  it("count how exactly papers are dated", () => {
    expect(readDates(["2024-05-13", "2024-05", "2024", ""]).counts).toEqual({ none: 1, year: 1, month: 1, day: 1 });
  });

  it("take first days that most dates share for a year or a month", () => {
    expect(readDates([...repeat("2024-01-01", 12), "2024-05-13"]).counts).toMatchObject({ year: 12, day: 1 });
    expect(readDates([...repeat("2024-07-01", 12), "2024-05-13"]).counts).toMatchObject({ month: 12, day: 1 });
    expect(readDates([...repeat("2024-05-13", 12), "2024-01-01"]).counts).toMatchObject({ year: 0, day: 13 });
  });
});

describe("new papers", () => {
  const count = (dates: readonly string[]) => {
    const stated = readDates(dates);
    return countNew(stated, today, (period) => areMostDated({ stated, today }, period));
  };

  it("are counted by what most of them state, and not by days where only years are known", () => {
    expect(count([...repeat("2025", 30), ...repeat("2026", 20)])).toEqual([
      {
        period: "year",
        counts: [
          { from: "2024-01-01", to: "2024-12-31", papers: 0 },
          { from: "2025-01-01", to: "2025-12-31", papers: 30 },
          { from: "2026-01-01", to: "2026-12-31", papers: 20 },
        ],
      },
    ]);
    expect(count(daily(40, 2)).map(({ period }) => period)).toEqual(["day", "week", "month", "year"]);
  });

  it("leave out days to come, and papers without a date", () => {
    const [days] = count([...daily(3, 2), "2026-12-01", ""]);
    expect(days!.counts.map(({ papers }) => papers)).toEqual([0, 2, 2, 2]);
    expect(days!.counts.at(-1)!.to).toBe("2026-11-30");
    expect(count(["", ""])).toEqual([]);
  });
});

describe("compared papers", () => {
  it("are of weeks where days are known, and of years where only those are", () => {
    const byDay = compare(daily(120, 5)) as ComparedPapers;
    expect([byDay.period, byDay.windows, byDay.spans[0]]).toEqual([
      "week",
      13,
      { from: "2026-11-24", to: "2026-11-30" },
    ]);
    expect(countWindows(byDay)).toEqual(Array.from({ length: 13 }, () => 35));
    const byYear = compare([2021, 2022, 2023, 2024].flatMap((year) => repeat(String(year), 50))) as ComparedPapers;
    expect([byYear.period, byYear.windows]).toEqual(["year", 4]);
  });

  it("leave out a period that has only begun, but not the latest of an old library", () => {
    const years = (last: number) => [
      ...[2023, 2024, 2025].flatMap((year) => repeat(`${year}`, 100)),
      ...repeat("2026", last),
    ];
    expect((compare(years(40)) as ComparedPapers).spans[0]!.to).toBe("2025-12-31");
    expect((compare(years(60)) as ComparedPapers).spans[0]!.to).toBe("2026-12-31");
    const old = [...[2015, 2016, 2017].flatMap((year) => repeat(`${year}`, 100)), ...repeat("2018", 40)];
    expect((compare(old) as ComparedPapers).spans[0]!.to).toBe("2018-12-31");
  });

  it("are too few below 30 in the latest period and 100 before", () => {
    expect(compare([...repeat("2025", 99), ...repeat("2026", 60)])).toEqual({ period: "year", recent: 60, past: 99 });
    expect(compare([...repeat("2025", 100), ...repeat("2026", 60)])).toHaveProperty("spans");
    expect(compare([])).toEqual({ period: "year", recent: 0, past: 0 });
  });

  it("are of the period that is asked for", () => {
    expect(compare(daily(400, 5), "month")).toMatchObject({ period: "month", windows: 13 });
    expect(compare(daily(40, 40), "day")).toMatchObject({ period: "day", windows: 29 });
  });

  it("are compared within their venue, if it has 30", () => {
    const dates = [...repeat("2025", 150), ...repeat("2026", 100)];
    const { strata, stratumOf } = compare(
      dates,
      "year",
      dates.map((_, row) => (row % 2 === 0 ? 7 : row % 25)),
    ) as ComparedPapers;
    expect(strata).toBe(2);
    expect(stratumOf.filter((stratum) => stratum === 1).length).toBeGreaterThan(100);
  });
});
