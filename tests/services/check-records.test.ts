import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { SourceRecord } from "../../src/domain/sources/source-record.js";
import { cutSlices } from "../../src/services/ingest/check-records.js";

describe("slices of a source", () => {
  it("yield to the event loop after each one, even when nothing is awaited", async () => {
    const turns = countTurns();
    const turnsBefore: number[] = [];
    for await (const { length } of cutSlices(makeRecords(32 * 20))) {
      expect(length).toBe(32);
      turnsBefore.push(turns.count);
    }
    turns.stop();
    const [first = 0] = turnsBefore;
    expect(turnsBefore.map((count) => count - first)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it("contain the records read before the source fails", async () => {
    const slices: number[] = [];
    const broken = async () => {
      for await (const slice of cutSlices(breakOff(makeRecords(40)))) slices.push(slice.length);
    };
    await expect(broken()).rejects.toThrow("broken off");
    expect(slices).toEqual([32, 8]);
  });
});

async function* makeRecords(count: number): AsyncGenerator<SourceRecord> {
  for (let line = 1; line <= count; line += 1) yield { line, value: { title: `Paper ${line}` } };
}

async function* breakOff(records: AsyncIterable<SourceRecord>): AsyncGenerator<SourceRecord> {
  yield* records;
  throw new Error("broken off");
}

function countTurns() {
  const turns = { count: 0, stop: () => void (counting = false) };
  let counting = true;
  const count = async () => {
    while (counting) {
      await nextTurn();
      turns.count += 1;
    }
  };
  void count();
  return turns;
}
