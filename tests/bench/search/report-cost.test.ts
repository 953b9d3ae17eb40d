import { describe, expect, it } from "vitest";
import type { Kind } from "./ask.js";
import { reportClients, type Throughput } from "./measure-clients.js";
import type { Block, Cost } from "./measure-cost.js";
import { compareCosts, reportCost } from "./report-cost.js";

const cost: Cost = {
  bareMs: [9, 10, 11],
  oneThreadMs: [5, 5, 5],
  sides: [
    side({ keyword: [8, 10, 12], hybrid: [30, 30, 30], facets: [33, 34, 35] }),
    side({ keyword: [4, 4, 3], hybrid: [15, 16, 17], facets: [18, 17, 18] }),
  ],
};

describe("the report of CPU time", () => {
  it("divides the last side's median by that of the bare query, and says which goals are met", () => {
    expect(reportCost(cost).map(({ figure, goal, met }) => [figure, goal, met])).toEqual([
      ["0.40 × (4.0 ms)", "≤ 0.4 ×", true],
      ["1.60 × (16.0 ms)", "≤ 1.6 ×", true],
      ["0.10 × (1.0 ms)", "≤ 0.2 ×", true],
    ]);
    expect(reportCost({ ...cost, bareMs: [9, 9, 9] })[0]).toMatchObject({ figure: "0.44 × (4.0 ms)", met: false });
  });

  it("compares both sides round by round", () => {
    const lines = compareCosts(cost, ["against", "own"]).split("\n");
    expect(lines).toEqual([
      "| CPU a question | against, ms (× bare) | own, ms (× bare) | wait p50, ms | own ÷ against |",
      "| --- | --- | --- | --- | --- |",
      "| bare query embedding | 10.0 | 10.0 |  |  |",
      "| … with one thread | 5.0 | 5.0 |  |  |",
      // 4/8, 4/10 and 3/12.
      "| keyword search | 10.0 (1.00) | 4.0 (0.40) | 2.0 → 2.0 | 0.40 (0.25 to 0.50) |",
      "| hybrid search | 30.0 (3.00) | 16.0 (1.60) | 2.0 → 2.0 | 0.53 (0.50 to 0.57) |",
      // What facets add: 3, 4 and 5 before; 3, 1 and 1 after. Ratios of such differences say nothing.
      "| all facets, added to a hybrid search | 4.0 (0.40) | 1.0 (0.10) | 2.0 → 2.0 |  |",
    ]);
  });
});

describe("the report of many clients", () => {
  it("divides the rate by what all cores could answer if nothing waited", () => {
    const measured: readonly Throughput[] = [
      { clients: 1, side: "own", rates: [60], cpuMs: [20], waits: [16], foreign: [0] },
      {
        clients: 8,
        side: "own",
        rates: [80, 90, 85],
        cpuMs: [21, 22, 23],
        waits: [90, 100, 110],
        foreign: [0, 0.1, 0.2],
      },
    ];
    // 20 ms a question on two cores: 100 a second.
    const { table, rows } = reportClients(measured, { cpuMs: new Map([["own", 20]]), cores: 2 });
    expect(table.split("\n").at(-1)).toBe("| 8 | own | 85 | 22.0 | 100 / 110 | 0.85 | 10 % |");
    expect(rows).toMatchObject([{ figure: "0.85 (85/s)", met: true }]);
  });
});

function side(costs: Partial<Record<Kind, readonly number[]>>): ReadonlyMap<Kind, readonly Block[]> {
  const read = (values: readonly number[]): Block[] => values.map((cpuMs) => ({ cpuMs, waits: [1, 2, 3] }));
  return new Map(Object.entries(costs).map(([kind, values]) => [kind as Kind, read(values)]));
}
