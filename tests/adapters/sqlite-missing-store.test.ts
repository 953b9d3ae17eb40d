import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { requireStore } from "../../src/adapters/sqlite/data-folder/require-store.js";

describe("a data folder whose store is gone", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-store-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const keepIndex = async () => {
    await mkdir(join(folder, "indexes"));
    await writeFile(join(folder, "indexes", "bm25.json"), "{}");
  };

  it("is refused while its indexes are there, with what to do", async () => {
    await keepIndex();
    expect(() => requireStore(folder)).toThrow(
      /^papers\.sqlite is missing in the data folder .*, although it has indexes, so its papers.*paperkin restore .* remove indexes as well\.$/,
    );
  });

  it("is refused when the file is empty", async () => {
    await keepIndex();
    await writeFile(join(folder, "papers.sqlite"), "x");
    await truncate(join(folder, "papers.sqlite"));
    expect(() => requireStore(folder)).toThrow(/^papers\.sqlite is empty in .*, although it has indexes/);
  });

  it("is opened with a store, or without an index", async () => {
    expect(() => requireStore(folder)).not.toThrow();
    await mkdir(join(folder, "queue", "base"), { recursive: true });
    await mkdir(join(folder, "indexes"));
    expect(() => requireStore(folder)).not.toThrow();
    await writeFile(join(folder, "indexes", "bm25.json"), "{}");
    await writeFile(join(folder, "papers.sqlite"), "SQLite format 3");
    expect(() => requireStore(folder)).not.toThrow();
  });
});
