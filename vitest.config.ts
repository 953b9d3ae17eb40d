import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // Processes, not threads: the native add-ons are not made to be loaded twice into one process.
    pool: "forks",
    maxWorkers: 2,
    // Worker threads take this over from their process: theirs is TypeScript too.
    execArgv: ["--import", new URL("tests/support/register-typescript.mjs", import.meta.url).href],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A test that passes on a second try is a defect of the test or of the code.
    retry: 0,
    restoreMocks: true,
  },
});
