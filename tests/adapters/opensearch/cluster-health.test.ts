import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readClusterFacts } from "../../../src/adapters/opensearch/cluster-health.js";
import { connectOpenSearch } from "../../../src/adapters/opensearch/connect.js";
import { createIndexes } from "../../../src/adapters/opensearch/create-indexes.js";
import { type ClusterFinding, judgeCluster } from "../../../src/domain/health/search-cluster.js";
import { openSearchMissing, openTestCluster, type TestCluster } from "../../support/start-opensearch.js";

describe.skipIf(openSearchMissing)(
  `the health of a cluster${openSearchMissing ? ` (${openSearchMissing})` : ""}`,
  () => {
    let cluster: TestCluster;
    beforeEach(() => (cluster = openTestCluster()));
    afterEach(() => cluster.close());

    const createLibrary = (replicas = 0) =>
      createIndexes(cluster.client, { prefix: cluster.prefix, shards: 3, replicas });
    const read = () => readClusterFacts(cluster.client, cluster.prefix);
    const find = async (name: ClusterFinding["name"]) =>
      judgeCluster(await read()).find((finding) => finding.name === name);
    const setBlock = (index: string, block: Readonly<Record<string, unknown>>) =>
      cluster.client.indices.putSettings({ index, body: block as never });

    it("is read from a real node", async () => {
      await createLibrary();
      const { nodes, watermarks, ...facts } = await read();
      expect(facts).toEqual({ status: "green", unassignedShards: 0, missing: [], ambiguous: [], blocks: [] });
      expect(nodes).toEqual([
        {
          name: expect.any(String),
          version: expect.stringMatching(/^2\.19\.\d+$/),
          holdsData: true,
          plugins: expect.arrayContaining(["opensearch-knn"]),
          disk: { totalBytes: expect.any(Number), freeBytes: expect.any(Number) },
        },
      ]);
      expect(watermarks).toEqual({ low: { usedShare: 0.85 }, high: { usedShare: 0.9 }, flood: { usedShare: 0.95 } });
      expect(await find("nodes")).toMatchObject({
        state: "ok",
        detail: expect.stringMatching(/^1 node, version 2\.19/),
      });
    });

    it("names what a library lacks, and finds nothing of others", async () => {
      const { prefix, client } = cluster;
      const parts = ["papers", "names", "removed", "pairs", "meta"].map((part) => `${prefix}-${part}`);
      expect((await read()).missing).toEqual(parts);
      await createLibrary();
      expect((await read()).missing).toEqual([]);
      await client.indices.deleteAlias({ index: `${prefix}-papers-1`, name: `${prefix}-papers` });
      expect(await find("indexes")).toMatchObject({ state: "problem", detail: `${prefix}-papers is missing` });
    });

    it("says that an alias stands for two indexes", async () => {
      const { prefix, client } = cluster;
      await createLibrary();
      const index = `${prefix}-papers-2`;
      const settings = { number_of_shards: 1, number_of_replicas: 0 };
      await client.indices.create({ index, body: { settings, aliases: { [`${prefix}-papers`]: {} } } });
      expect(await find("indexes")).toMatchObject({
        state: "problem",
        detail: expect.stringContaining("several indexes"),
      });
    });

    it("is yellow on a node that should hold copies", async () => {
      await createLibrary(1);
      expect(await find("shards")).toMatchObject({
        state: "warning",
        detail: expect.stringMatching(/^yellow: \d+ shards have no second copy/),
        advice: expect.stringContaining("OPENSEARCH_REPLICAS=0"),
      });
    });

    it("knows the block of the flood stage, and sees it lifted", async () => {
      await createLibrary();
      const index = `${cluster.prefix}-papers-1`;
      await setBlock(index, { "index.blocks.read_only_allow_delete": true });
      expect(await find("writes")).toMatchObject({ state: "problem", detail: expect.stringContaining("flood stage") });
      await setBlock(index, { "index.blocks.read_only_allow_delete": null });
      expect(await find("writes")).toMatchObject({ state: "ok" });
    });

    it("knows a block that somebody has set, and advises what removes it", async () => {
      await createLibrary();
      const index = `${cluster.prefix}-names`;
      await setBlock(index, { "index.blocks.write": true });
      const found = await find("writes");
      expect(found).toMatchObject({
        state: "problem",
        detail: expect.stringContaining(`${index} has a block on write`),
      });
      const [, path, body] = /PUT (\S+) (\{.*\})$/.exec(found?.advice ?? "") ?? [];
      expect(path).toBe(`/${index}/_settings`);
      await setBlock(index, JSON.parse(body ?? ""));
      expect(await find("writes")).toMatchObject({ state: "ok" });
    });
  },
);

describe("a cluster that is down", () => {
  it("is unavailable, with what to do", async () => {
    const client = connectOpenSearch({ urls: ["http://127.0.0.1:1"] });
    await expect(readClusterFacts(client, "t")).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("start it, or correct OPENSEARCH_URL"),
    });
    await client.close();
  });
});
