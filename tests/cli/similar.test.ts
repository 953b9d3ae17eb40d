import { describe, expect, it } from "vitest";
import type { SimilarRequest } from "../../src/domain/similar/request.js";
import { runInProcess } from "./fake-context.js";

describe("paperkin similar", () => {
  const run = async (parameters: readonly string[]) => {
    const asked: SimilarRequest[] = [];
    const findSimilar = async (_id: string, request: SimilarRequest) => {
      asked.push(request);
      return { hits: [], timings: { totalMs: 0 } };
    };
    return { asked, ...(await runInProcess(["similar", "p1", ...parameters], { findSimilar })) };
  };

  it("requests an aspect when one is named", async () => {
    expect((await run(["--aspect", "method", "--diversity", "0.5"])).asked).toMatchObject([
      { aspect: "method", diversity: 0.5, limit: 10 },
    ]);
    expect((await run([])).asked[0]).not.toHaveProperty("aspect", expect.anything());
  });

  it("lists the aspects when given an unknown one", async () => {
    const { code, asked, stderr } = await run(["--aspect", "idea"]);
    expect({ code, asked }).toEqual({ code: 2, asked: [] });
    expect(stderr).toContain("background, method, result");
  });
});
