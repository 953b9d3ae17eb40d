import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { runCommand } from "./run-command.js";

const dimensions = 384;
const entries = ["Bees", "Ants"].map((title) => `@article{${title}, title = {${title}}, year = {2020}}\n`).join("\n");
/** One vector per paper, each along its own axis. */
const vectors = new Float32Array(2 * dimensions);
vectors[0] = 1;
vectors[dimensions + 1] = 1;

describe("vectors for papers in formats other than JSON Lines", { timeout: 120_000 }, () => {
  afterAll(removeTemporaryFolders);

  it("are assigned to the papers in order, without a model", async () => {
    const folder = await makeTemporaryFolder();
    const [papers, file] = [join(folder, "library.bib"), join(folder, "library.f32")];
    await writeFile(papers, entries);
    await writeFile(file, new Uint8Array(vectors.buffer));
    const options = { dataDir: join(folder, "data") };
    const run = await runCommand(["ingest", papers, "--vectors", file, "--json"], options);
    expect(run.stderr).toContain("BibTeX");
    expect(JSON.parse(run.stdout)).toMatchObject({ counts: { total: 2, accepted: 2, embedded: 2 } });

    const { stdout } = await runCommand(["export", "--vectors"], options);
    const read = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { title: string; embedding: { float32: string } })
      .map(({ title, embedding }) => [
        title,
        new Float32Array(new Uint8Array(Buffer.from(embedding.float32, "base64")).buffer).indexOf(1),
      ]);
    expect(read).toEqual([
      ["Bees", 0],
      ["Ants", 1],
    ]);
  });

  it("must match the number of papers", async () => {
    const folder = await makeTemporaryFolder();
    const [papers, file] = [join(folder, "library.bib"), join(folder, "library.f32")];
    await writeFile(papers, entries);
    await writeFile(file, new Uint8Array(vectors.buffer, 0, 4 * dimensions));
    const run = await runCommand(["ingest", papers, "--vectors", file], { dataDir: join(folder, "data") });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("has 1 vectors; expected one for each of the 2 papers of");
  });
});
