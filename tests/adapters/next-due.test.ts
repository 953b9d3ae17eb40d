import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findNextDue } from "../../src/adapters/next-due.js";

const at = (text: string) => Date.parse(text);

/** The next due times after a moment, as the clock on the wall shows them. */
function listDue(cron: string, timeZone: string, from: string, count = 4): string[] {
  const shown: string[] = [];
  for (let after = at(from); shown.length < count;) {
    after = findNextDue({ cron, timeZone }, after);
    shown.push(new Date(after).toLocaleString("sv", { timeZone }).slice(0, -3));
  }
  return shown;
}

describe("the next due time", () => {
  it("is UTC without a zone", () => {
    expect(new Date(findNextDue({ cron: "30 7 * * 1" }, at("2026-11-30T07:30:00Z"))).toISOString()).toBe(
      "2026-12-07T07:30:00.000Z",
    );
  });

  it.each([
    ["a day of 23 hours", "0 8 * * *", "Europe/Berlin", "2026-03-28T12:00Z", ["03-29 08:00", "03-30 08:00"]],
    ["a day of 25 hours", "0 8 * * *", "Europe/Berlin", "2026-10-24T12:00Z", ["10-25 08:00", "10-26 08:00"]],
    ["a time that is missing", "30 2 * * *", "Europe/Berlin", "2026-03-28T12:00Z", ["03-29 03:00", "03-30 02:30"]],
    ["a time that comes twice", "30 2 * * *", "Europe/Berlin", "2026-10-24T12:00Z", ["10-25 02:30", "10-26 02:30"]],
    ["New York in spring", "30 2 * * *", "America/New_York", "2026-03-07T12:00Z", ["03-08 03:00", "03-09 02:30"]],
    ["New York in autumn", "30 1 * * *", "America/New_York", "2026-10-31T12:00Z", ["11-01 01:30", "11-02 01:30"]],
    ["a gap of half an hour", "15 2 * * *", "Australia/Lord_Howe", "2026-10-03T12:00Z", ["10-04 02:30", "10-05 02:15"]],
    ["half an hour twice", "45 1 * * *", "Australia/Lord_Howe", "2026-04-04T00:00Z", ["04-05 01:45", "04-06 01:45"]],
    ["a gap at midnight", "30 0 * * *", "America/Santiago", "2026-09-05T12:00Z", ["09-06 01:00", "09-07 00:30"]],
    [
      "the east of the date line",
      "0 8 * * 1",
      "Pacific/Kiritimati",
      "2026-04-03T00:00Z",
      ["04-06 08:00", "04-13 08:00"],
    ],
    [
      "the west of the date line",
      "0 8 * * 1",
      "Pacific/Pago_Pago",
      "2026-04-03T00:00Z",
      ["04-06 08:00", "04-13 08:00"],
    ],
    ["a day that a zone left out", "0 8 * * *", "Pacific/Apia", "2011-12-29T20:00Z", ["12-31 00:00", "12-31 08:00"]],
  ])("is right for %s", (_what, cron, timeZone, from, expected) => {
    expect(listDue(cron, timeZone, from, 2).map((shown) => shown.slice(5))).toEqual(expected);
  });

  it("comes once on each day of two years, whatever the zone and the time", () => {
    const zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Pacific/Chatham"];
    const time = fc.record({ hour: fc.nat(23), minute: fc.nat(59), zone: fc.constantFrom(...zones) });
    fc.assert(
      fc.property(time, ({ hour, minute, zone }) => {
        const days = listDue(`${minute} ${hour} * * *`, zone, "2025-01-01T12:00Z", 800).map((day) => day.slice(0, 10));
        expect(new Set(days).size).toBe(800);
        expect(at(days.at(-1) ?? "") - at(days[0] ?? "")).toBe(799 * 86_400_000);
      }),
      { numRuns: 4 },
    );
  });

  it("is refused for what no calendar knows", () => {
    expect(() => findNextDue({ cron: "61 * * * *" }, 0)).toThrow(expect.objectContaining({ code: "bad_input" }));
    const nowhere = { cron: "0 8 * * *", timeZone: "Mars/Phobos" };
    expect(() => findNextDue(nowhere, 0)).toThrow(expect.objectContaining({ code: "bad_input" }));
  });
});
