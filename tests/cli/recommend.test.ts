import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HitsAnswer } from "../../src/domain/search/answer.js";
import type { RecommendationRequest } from "../../src/domain/recommend/request.js";
import { runInProcess } from "./fake-context.js";

const paper = { id: "p7", title: "Adaptable adapters", authors: [], categories: [], keywords: [] };
const because = { positive: 0, id: "p1", title: "Adapters", similarity: 0.876 };
const answer: HitsAnswer = { hits: [{ paper, score: 0.5, matchedBy: "meaning", because }], timings: { totalMs: 1 } };

describe("paperkin recommend", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-recommend-"));
    await writeFile(join(folder, "liked.jsonl"), '{"id":"p2"}\n\n{"title":"Mine","abstract":"About it."}\n');
    await writeFile(join(folder, "broken.jsonl"), '{"id":"p2"}\n{"name":"x"}\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const run = async (parameters: readonly string[], given = answer) => {
    const asked: RecommendationRequest[] = [];
    const recommendPapers = async (request: RecommendationRequest) => {
      asked.push(request);
      return given;
    };
    return { asked, ...(await runInProcess(["recommend", ...parameters], { recommendPapers })) };
  };

  it("accepts ids, titles and files of either, and loads the model only for titles", async () => {
    const liked = join(folder, "liked.jsonl");
    const { asked, opened } = await run(["--like", "p1", liked, "--dislike", "A title of mine", "--year-from", "2020"]);
    expect(asked).toMatchObject([
      {
        positive: [{ id: "p1" }, { id: "p2" }, { title: "Mine", abstract: "About it." }],
        negative: [{ title: "A title of mine" }],
        filter: { yearFrom: 2020 },
        limit: 10,
      },
    ]);
    expect(opened).toEqual(["ask"]);
    expect((await run(["--like", "p1"])).opened).toEqual(["read"]);
  });

  it("names the liked paper that contributes most to each hit", async () => {
    expect((await run(["--like", "p1"])).stdout).toBe(
      "1. Adaptable adapters\n   0.500 · by meaning · p7\n   like “Adapters” (0.88)\n",
    );
  });

  it("exits with 1 when nothing is similar", async () => {
    expect(await run(["--like", "p1"], { ...answer, hits: [] })).toMatchObject({ code: 1, stdout: "" });
  });

  it("names the line of a file that it cannot parse", async () => {
    const { code, asked, stderr } = await run(["--like", join(folder, "broken.jsonl")]);
    expect({ code, asked }).toEqual({ code: 2, asked: [] });
    expect(stderr).toContain('broken.jsonl, line 2: expected {"id"} or {"title", "abstract"?}.');
  });

  it("requires at least one liked paper", async () => {
    expect((await run([])).stderr).toContain("--like <id|title|file...>' not specified");
  });
});
