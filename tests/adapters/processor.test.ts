import { describe, expect, it } from "vitest";
import { listInstructionSets, runsOn, selectExtensions } from "../../scripts/processor.mjs";

describe("code compiled for one processor", () => {
  it("runs on processors that have all instruction sets of that one", () => {
    expect(runsOn("avx avx2 fma", "avx avx2 avx512f fma")).toBe(true);
    expect(runsOn("avx avx2 fma", "avx fma")).toBe(false);
    // A name that begins like another is another.
    expect(runsOn("avx", "avx2")).toBe(false);
  });

  it("runs nowhere else, where these are unknown", () => expect(runsOn("avx", undefined)).toBe(false));

  it("was compiled for every processor if there is no record", () => {
    expect(runsOn(undefined, undefined)).toBe(true);
    expect(runsOn(undefined, "avx")).toBe(true);
  });

  it("is told by what a compiler uses, and not by what the kernel or other code can use", () => {
    expect(selectExtensions(" fpu vme sse2 sse avx512vl ibrs sse fma aes hypervisor bmi2 ")).toBe(
      "avx512vl bmi2 fma sse sse2",
    );
  });

  it("runs here if it was compiled here", () => {
    const here = listInstructionSets();
    expect(here === undefined || here.includes("sse2")).toBe(true);
    expect(runsOn(here, here)).toBe(true);
  });
});
