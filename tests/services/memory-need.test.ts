import { describe, expect, it } from "vitest";
import { warnOfMemory } from "../../src/services/health/memory-need.js";

describe("the warning before a start", () => {
  const use = { indexBytes: 200_000_000, threads: 1 };

  it("says what is free, what is needed, and what to do", () => {
    const warning = warnOfMemory(500_000_000, use);
    expect(warning).toMatch(/^500 MB of memory are free, but the model and the indexes need about 850 MB: /);
    expect(warning).toContain("set WORKER_THREADS=1");
  });

  it("is absent where there is enough", () => {
    expect(warnOfMemory(900_000_000, use)).toBeUndefined();
  });
});
