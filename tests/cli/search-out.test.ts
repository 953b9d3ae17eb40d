import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../src/errors.js";
import { runInProcess } from "./fake-context.js";

describe("paperkin search --out", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-search-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("writes all hits in the format, and asks as a search would", async () => {
    const asked: unknown[] = [];
    async function* chunks() {
      yield Buffer.from("TY  - JOUR\n");
    }
    const exportSearch = async (request: unknown) => {
      asked.push(request);
      return chunks();
    };
    const file = join(folder, "hits.ris");
    const words = ["search", "--out", file, "--format", "ris", "--min-score", "0.3", "--year", "2020", "bees"];
    const { code } = await runInProcess(words, { exportSearch });
    expect(code).toBe(0);
    expect(await readFile(file, "utf8")).toBe("TY  - JOUR\n");
    const filter = { year: [2020] };
    expect(asked).toEqual([expect.objectContaining({ query: "bees", format: "ris", minScore: 0.3, filter })]);
  });

  it("replaces no file of a data folder", async () => {
    async function* chunks() {
      yield Buffer.from("TY  - JOUR\n");
    }
    await mkdir(join(folder, "indexes"));
    for (const name of ["papers.sqlite", "indexes/bm25.json"]) {
      const file = join(folder, name);
      await writeFile(file, "the only copy");
      const { code, stderr } = await runInProcess(["search", "--out", file, "bees"], {
        exportSearch: async () => chunks(),
      });
      expect([code, stderr]).toEqual([2, expect.stringContaining("is a file of a data folder")]);
      expect(await readFile(file, "utf8")).toBe("the only copy");
    }
    const { code } = await runInProcess(["search", "--out", join(folder, "hits.ris"), "bees"], {
      exportSearch: async () => chunks(),
    });
    expect(code).toBe(0);
  });

  it("leaves no file when the export breaks off", async () => {
    async function* chunks() {
      yield Buffer.from("TY  - JOUR\n");
      throw new AppError("unavailable", "The connection was lost.");
    }
    const { code, stderr } = await runInProcess(["search", "--out", join(folder, "hits.ris"), "bees"], {
      exportSearch: async () => chunks(),
    });
    expect([code, stderr]).toEqual([2, expect.stringContaining("The connection was lost.")]);
    expect(await readdir(folder)).toEqual([]);
  });
});
