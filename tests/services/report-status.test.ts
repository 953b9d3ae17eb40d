import { describe, expect, it } from "vitest";
import { createReportStatus, type ReportStatusDeps } from "../../src/services/health/report-status.js";

/** A library in a cluster about which this is found. */
function open(findings: Awaited<ReturnType<NonNullable<ReportStatusDeps["probeCluster"]>>>) {
  const deps = {
    version: "0",
    papers: { countPapers: async () => ({ papers: 3, embedded: 2, waiting: 1, failed: 0, withheld: 0 }) },
    keywordIndex: { count: 3 },
    vectorIndex: { count: 2 },
    embedder: { model: { id: "m", dimensions: 3 } },
    queue: { readStatus: async () => ({ ready: true, outstanding: 0, detail: "Redis" }) },
    probeCluster: async () => findings,
  };
  return createReportStatus(deps as unknown as ReportStatusDeps).readReadiness();
}

describe("The readiness of a library in a cluster", () => {
  it("tells what was found where all is well", async () => {
    expect(await open([{ name: "nodes", state: "ok", detail: "3 nodes" }])).toMatchObject({
      ready: true,
      checks: { search: { ok: true, detail: "3 nodes" }, queue: { ok: true }, model: { ok: true } },
    });
  });

  it("stays with a warning, which is told with what to do", async () => {
    const warning = {
      name: "shards",
      state: "warning",
      detail: "a copy is missing",
      advice: "Start the node.",
    } as const;
    expect(await open([{ name: "nodes", state: "ok", detail: "2 nodes" }, warning])).toMatchObject({
      ready: true,
      checks: { search: { ok: true, detail: "a copy is missing. Start the node." } },
    });
  });

  it("is lost with a problem", async () => {
    const problem = { name: "writes", state: "problem", detail: "a disk is full", advice: "Make room." } as const;
    expect(await open([problem])).toMatchObject({
      ready: false,
      checks: { search: { ok: false, detail: "a disk is full. Make room." } },
    });
  });
});
