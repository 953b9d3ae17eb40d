import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashFile, readManifest, writeManifest } from "../../src/adapters/index-file.js";

describe("index file storage", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "paperkin-index-file-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const path = (name: string) => join(folder, name);

  it("reads a manifest back as written", async () => {
    await writeManifest(path("words.json"), { file: "words-1.bin" });
    expect(await readManifest(path("words.json"))).toEqual({ file: "words-1.bin" });
    await writeManifest(path("words.json"), { file: "words-2.bin" });
    expect(await readManifest(path("words.json"))).toEqual({ file: "words-2.bin" });
    expect(await readdir(folder)).toEqual(["words.json"]);
  });

  it("finds no manifest before one is written, and rejects one that is not JSON", async () => {
    expect(await readManifest(path("words.json"))).toBeUndefined();
    await writeFile(path("words.json"), "{");
    await expect(readManifest(path("words.json"))).rejects.toThrow(SyntaxError);
  });

  it("removes only the data files of the index that its manifest does not name", async () => {
    const kept = ["words-2.bin", "vectors-1.bin", "vectors-1.bin.tmp", "words-notes.txt", "words.bin"];
    const stale = ["words-1.bin", "words-3.bin.tmp"];
    await Promise.all([...kept, ...stale].map((name) => writeFile(path(name), name)));
    await writeManifest(path("words.json"), { file: "words-2.bin" });
    expect((await readdir(folder)).toSorted()).toEqual([...kept, "words.json"].toSorted());
    expect(await readFile(path("words-2.bin"), "utf8")).toBe("words-2.bin");
  });

  it("hashes a file with SHA-256", async () => {
    await writeFile(path("abc"), "abc");
    // The example of FIPS 180-2, appendix B.1.
    expect(await hashFile(path("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});
