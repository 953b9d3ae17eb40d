import { describe, expect, it } from "vitest";
import {
  type ClusterFacts,
  type ClusterFinding,
  type ClusterNode,
  judgeCluster,
  parseWatermark,
} from "../../src/domain/health/search-cluster.js";

const gigabyte = 1e9;
const node = (changes: Partial<ClusterNode> = {}): ClusterNode => ({
  name: "n1",
  version: "2.19.1",
  holdsData: true,
  plugins: ["opensearch-knn"],
  disk: { totalBytes: 100 * gigabyte, freeBytes: 50 * gigabyte },
  ...changes,
});
const healthy: ClusterFacts = {
  nodes: [node(), node({ name: "n2" })],
  status: "green",
  unassignedShards: 0,
  missing: [],
  ambiguous: [],
  blocks: [],
  watermarks: { low: { usedShare: 0.85 }, high: { usedShare: 0.9 }, flood: { usedShare: 0.95 } },
};
const judge = (name: ClusterFinding["name"], changes: Partial<ClusterFacts>) => {
  const findings = judgeCluster({ ...healthy, ...changes });
  const others = findings.filter((finding) => finding.name !== name);
  expect(others.map(({ state }) => state)).toEqual(others.map(() => "ok"));
  return findings.find((finding) => finding.name === name);
};

describe("a search cluster", () => {
  it("is fine when all is there", () => {
    expect(judgeCluster(healthy)).toEqual([
      { name: "nodes", state: "ok", detail: "2 nodes, version 2.19.1" },
      { name: "indexes", state: "ok", detail: "all there" },
      { name: "shards", state: "ok", detail: "green: every shard and every copy has a node" },
      { name: "writes", state: "ok", detail: "nothing is blocked" },
      { name: "disk", state: "ok", detail: "50.0 GB of 100 GB free on n1" },
    ]);
  });

  it.each(["2.19.0", "2.20.3", "3.0.0", "3.99.1"])("may have version %s", (version) =>
    expect(judge("nodes", { nodes: [node({ version })] })?.state).toBe("ok"),
  );

  it.each(["1.3.20", "2.9.0", "2.18.9", "4.0.0", "7.10.2"])("may not have version %s on any node", (version) =>
    expect(judge("nodes", { nodes: [node(), node({ name: "old", version })] })).toMatchObject({
      state: "problem",
      detail: `old has ${version}; 2.19 or newer, and older than 4, is needed`,
    }),
  );

  it("needs the plugin for vectors on every node with data, and on no other", () => {
    const without = node({ name: "n3", plugins: ["opensearch-security"] });
    expect(judge("nodes", { nodes: [node(), { ...without, holdsData: false }] })?.state).toBe("ok");
    expect(judge("nodes", { nodes: [node(), without] })).toMatchObject({
      state: "problem",
      detail: "n3 cannot search vectors: the plugin opensearch-knn is missing",
      advice: expect.stringContaining("bin/opensearch-plugin install opensearch-knn"),
    });
  });

  it("lacks copies when it is yellow, and papers when it is red", () => {
    const yellow = { status: "yellow", unassignedShards: 3 } as const;
    expect(judge("shards", yellow)).toEqual({
      name: "shards",
      state: "warning",
      detail: "yellow: 3 shards have no second copy, so the loss of a node would lose papers",
      advice: "Start the missing nodes.",
    });
    expect(judge("shards", { ...yellow, nodes: [node()] })?.advice).toContain("OPENSEARCH_REPLICAS=0");
    expect(judge("shards", { status: "red", unassignedShards: 1 })).toMatchObject({
      state: "problem",
      detail: expect.stringContaining("red: 1 shard has no node"),
      advice: expect.stringContaining("restore the index from a snapshot"),
    });
  });

  it("tells which indexes are missing, and which aliases name several", () => {
    expect(judge("indexes", { missing: ["p-papers", "p-meta"] })).toMatchObject({
      state: "problem",
      detail: "p-papers, p-meta are missing",
    });
    expect(judge("indexes", { ambiguous: ["p-papers"] })).toMatchObject({
      state: "problem",
      advice: "Remove the alias from all but the newest index.",
    });
  });

  it("tells a block of the flood stage from one that somebody has set", () => {
    const write = { forbids: ["write"], setting: "index.blocks.write", isFloodStage: false };
    const set = { index: "p-papers-1", description: "index write (api)", ...write };
    const flood = { index: "p-names", description: "disk usage exceeded", forbids: ["write"], isFloodStage: true };
    expect(judge("writes", { blocks: [set, flood] })).toMatchObject({
      state: "problem",
      detail: "p-names takes no papers, because a disk has passed the flood stage",
      advice: expect.stringContaining("Free space"),
    });
    expect(judge("writes", { blocks: [set] })).toMatchObject({
      detail: "p-papers-1 has a block on write: index write (api)",
      advice: 'Remove it: PUT /p-papers-1/_settings {"index.blocks.write": null}',
    });
    const whole = { description: "no cluster-manager", forbids: ["write", "metadata_write"], isFloodStage: false };
    expect(judge("writes", { blocks: [whole] })?.detail).toContain("the cluster has a block on write, metadata_write");
  });

  it.each([
    [16, "ok", /free on full$/],
    [15, "warning", /puts no further shards on it$/],
    [10, "warning", /moves shards away from it$/],
    [5, "problem", /new papers are refused$/],
  ] as const)("judges a disk with %i of 100 GB free as %s", (free, state, detail) => {
    const full = node({ name: "full", disk: { totalBytes: 100 * gigabyte, freeBytes: free * gigabyte } });
    expect(judge("disk", { nodes: [node(), full] })).toMatchObject({ state, detail: expect.stringMatching(detail) });
  });

  it("does not judge disks without data, nor those that are unknown", () => {
    const full = node({ holdsData: false, disk: { totalBytes: 100, freeBytes: 0 } });
    expect(judge("disk", { nodes: [full, node({ disk: undefined })] })).toMatchObject({
      state: "ok",
      detail: "unknown",
    });
  });

  it("takes watermarks of free space, of any disk", () => {
    const watermarks = { low: { freeBytes: 9e9 }, high: { freeBytes: 8e9 }, flood: { freeBytes: 7e9 } };
    const large = node({ name: "large", disk: { totalBytes: 1e12, freeBytes: 10e9 } });
    const small = node({ name: "small", disk: { totalBytes: 20e9, freeBytes: 8e9 } });
    expect(judge("disk", { watermarks, nodes: [large] })?.state).toBe("ok");
    expect(judge("disk", { watermarks, nodes: [large, small] })?.state).toBe("warning");
  });
});

describe("a watermark", () => {
  it.each([
    ["85%", { usedShare: 0.85 }],
    ["0.9", { usedShare: 0.9 }],
    ["500mb", { freeBytes: 500 * 1024 ** 2 }],
    ["10 GB", { freeBytes: 10 * 1024 ** 3 }],
    ["100b", { freeBytes: 100 }],
    ["full", undefined],
    ["10xb", undefined],
    ["", undefined],
  ])("%j is %j", (text, watermark) => expect(parseWatermark(text)).toEqual(watermark));
});
