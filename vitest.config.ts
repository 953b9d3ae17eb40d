import { defineConfig } from "vitest/config";
import { SlowestFirst } from "./tests/support/slowest-first.js";

/** Their tests replace modules, watch them load, kill processes or measure: each file has a process of its own. */
const alone = ["tests/{relevance,e2e,adapters}/**/*.test.ts", "tests/style/patterns.test.ts"];

/** Whether there is an OpenSearch for tests: then what is answered over HTTP is tested on both engines. */
const hasCluster = ["PAPERKIN_OPENSEARCH", "PAPERKIN_OPENSEARCH_HOME"].some((name) => process.env[name]);
const cluster = {
  name: "cluster",
  include: ["tests/http/**/*.test.ts"],
  // The model cannot be changed yet: docs/cluster.md.
  exclude: ["tests/http/{openapi,reindex}.test.ts"],
  env: { PAPERKIN_TEST_ENGINE: "opensearch" },
  isolate: false,
};

export default defineConfig({
  test: {
    globalSetup: ["tests/support/prepare-run.ts"],
    // Processes, not threads: the native add-ons are not made to be loaded twice into one process.
    pool: "forks",
    maxWorkers: 2,
    sequence: { sequencer: SlowestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A test that passes on a second try is a defect of the test or of the code.
    retry: 0,
    restoreMocks: true,
    projects: [
      { extends: true, test: { name: "alone", include: alone } },
      // The others share two processes, which load the code under test once.
      { extends: true, test: { name: "together", include: ["tests/**/*.test.ts"], exclude: alone, isolate: false } },
      ...(hasCluster ? [{ extends: true as const, test: cluster }] : []),
    ],
  },
});
