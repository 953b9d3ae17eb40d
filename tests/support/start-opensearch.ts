import { randomBytes } from "node:crypto";
import type { Client } from "@opensearch-project/opensearch";
import { connectOpenSearch } from "../../src/adapters/opensearch/connect.js";
import { servicesAreRequired } from "./local-server.js";

/** A node for tests: `.ci/run` starts one, and so may you. */
const address = process.env["PAPERKIN_OPENSEARCH"];

/** Why tests with a real OpenSearch are skipped; undefined when they run. */
export const openSearchMissing =
  address || servicesAreRequired ? undefined : "PAPERKIN_OPENSEARCH names no OpenSearch for tests";

/** The part of the shared node that belongs to one test. */
export interface TestCluster {
  readonly url: string;
  readonly client: Client;
  /** Begins the name of every index and alias of the test, `t_…`. */
  readonly prefix: string;
  /** Deletes the test's indexes and closes the client. */
  close(): Promise<void>;
}

/** One node serves all test files, since a start takes seconds; what they make is kept apart by prefixes. */
export function openTestCluster(): TestCluster {
  if (!address) throw new Error("PAPERKIN_OPENSEARCH names no node, and PAPERKIN_REQUIRE_SERVICES=1 demands one");
  const client = connectOpenSearch({ urls: [address] });
  const prefix = `t_${randomBytes(6).toString("hex")}`;
  return {
    url: address,
    client,
    prefix,
    async close() {
      // The node may require names instead of patterns for deletions.
      const { body } = await client.indices.get({ index: `${prefix}*` });
      const indexes = Object.keys(body);
      if (indexes.length > 0) await client.indices.delete({ index: indexes, ignore_unavailable: true });
      await client.close();
    },
  };
}
