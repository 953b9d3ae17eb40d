import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/support/build-first.ts"],
    // Processes, not threads: the native add-ons are not made to be loaded twice into one process.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A test that passes on a second try is a defect of the test or of the code.
    retry: 0,
    restoreMocks: true,
  },
});
