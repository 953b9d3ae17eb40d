import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SourceOptions } from "../../src/cli/context.js";
import { findSources, type IngestSource } from "../../src/cli/ingest/find-sources.js";
import { formatPassedOver } from "../../src/cli/ingest/passed-over.js";
import type { Job } from "../../src/domain/jobs/job.js";
import { AppError } from "../../src/errors.js";
import type { HarvestRequest } from "../../src/services/sources/harvest-papers.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { runInProcess } from "./fake-context.js";

let folder = "";
beforeAll(async () => {
  folder = await makeTemporaryFolder();
  await mkdir(join(folder, "sub"));
  for (const name of ["node_modules", "empty", "old"]) await mkdir(join(folder, name));
  const contents = {
    "b.bib": "x",
    "a.csv.gz": gzipSync("Title,Year\nOne,2020\n"),
    "sub/c.RIS": "x",
    "old/records": "TY  - JOUR\nTI  - One\nER  - \n",
    "picture.png": "x",
    "zotero.sqlite": "SQLite format 3\0",
    "settings.json": '{"depth": 3}',
    "README.md": "@article{own, title = {Cite this}}",
    "blank.ris": " \n",
    "notes.txt": "Dear all,\nhere is a letter.\n",
    ".hidden.bib": "x",
    "node_modules/x.json": "x",
  };
  for (const [name, content] of Object.entries(contents)) await writeFile(join(folder, name), content);
});
afterAll(removeTemporaryFolders);

const namesOf = (sources: readonly IngestSource[]) =>
  sources.map((source) => ("file" in source ? source.file.name.replace(`${folder}/`, "") : source.address));
const findAll = (...names: string[]) => findSources(names, { input: Readable.from([]) });
const find = async (...names: string[]) => (await findAll(...names)).sources;

describe("the sources of an import", () => {
  it("are files, folders, patterns, standard input and addresses, in the given order", async () => {
    const found = await find(join(folder, "b.bib"), folder, `${folder}/*.{bib,png}`, "-", "arxiv:cat:cs.CL");
    expect(namesOf(found)).toEqual([
      "b.bib",
      "a.csv.gz",
      "b.bib",
      "old/records",
      "sub/c.RIS",
      "b.bib",
      "standard input",
      "arxiv:cat:cs.CL",
    ]);
    expect(found.map((source) => "isListed" in source && source.isListed).slice(0, 3)).toEqual([false, true, true]);
  });

  it("are read once, even when several links lead to them", async () => {
    const linked = await makeTemporaryFolder();
    await mkdir(join(linked, "a"));
    await writeFile(join(linked, "a", "x.bib"), "x");
    await symlink("..", join(linked, "a", "up"));
    await symlink("a", join(linked, "b"));
    await symlink("nowhere.bib", join(linked, "gone.txt"));
    await symlink(folder, join(linked, "elsewhere"));
    const found = namesOf(await find(linked)).map((name) => name.replace(`${linked}/`, ""));
    expect(found).toEqual([
      "a/x.bib",
      "elsewhere/a.csv.gz",
      "elsewhere/b.bib",
      "elsewhere/old/records",
      "elsewhere/sub/c.RIS",
    ]);
  });

  it("must exist", async () => {
    await expect(find(join(folder, "none.bib"))).rejects.toThrow("There is no file");
    await expect(find(`${folder}/*.xml`)).rejects.toThrow("No file matches");
    await expect(find(join(folder, "empty"))).rejects.toThrow("contains no files");
  });

  it("leave the files without papers of a folder aside, and say what they seem to be", async () => {
    const { passedOver } = await findAll(folder);
    const described = passedOver.map(({ name, what }) => `${name.replace(`${folder}/`, "")}: ${what}`);
    expect(described).toEqual([
      "README.md: a text document",
      "blank.ris: an empty file",
      "notes.txt: text in an unknown format",
      "picture.png: an image",
      "settings.json: JSON without papers",
      "zotero.sqlite: Zotero's database",
    ]);
    expect(passedOver.at(-1)?.advice).toContain("File > Export Library");
    expect((await findAll(join(folder, "zotero.sqlite"))).passedOver).toEqual([]);
  });
});

describe("paperkin ingest", () => {
  const counts = { total: 1, accepted: 1, merged: 0, unchanged: 0, embedded: 0, failed: 0 };
  const job: Job = {
    id: "j",
    state: "active",
    priority: "normal",
    counts,
    changes: {},
    createdAt: "2024-01-01T00:00:00Z",
  };
  const stats = { papers: { papers: 1, embedded: 0, waiting: 0, failed: 0, withheld: 0 } };
  const library = { readJob: async () => job, readStats: async () => stats as never };

  it("shows the detected format of each file, and skips files of a folder that contain no papers", async () => {
    const seen: SourceOptions["reading"][] = [];
    const priorities: SourceOptions["priority"][] = [];
    const acceptSource = async (_chunks: unknown, { reading, priority, onFound }: SourceOptions = {}) => {
      seen.push(reading);
      priorities.push(priority);
      if (reading?.name?.endsWith(".RIS")) throw new AppError("bad_input", "In no format.");
      onFound?.({ format: "csv", columns: { title: "Name", year: "Jahr" } });
      return job;
    };
    const options = [
      "--map",
      "title=Name",
      "--category",
      "cs",
      "--year-from",
      "2020",
      "--format",
      "csv",
      "--priority",
      "low",
    ];
    const run = await runInProcess(["ingest", folder, "--no-wait", "--json", ...options], { ...library, acceptSource });
    expect(run.stderr).toContain("a.csv.gz: CSV with a header line (title = Name, year = Jahr)\n");
    const refused = { name: join(folder, "sub/c.RIS"), what: "not readable", advice: "In no format" };
    expect(JSON.parse(run.stdout)).toMatchObject({
      counts: { total: 5 },
      passedOver: expect.arrayContaining([refused]),
      sources: expect.arrayContaining([
        { name: join(folder, "a.csv.gz"), format: "csv", columns: { title: "Name", year: "Jahr" } },
      ]),
    });
    expect(new Set(priorities)).toEqual(new Set(["low"]));
    expect(seen[0]).toEqual({
      name: join(folder, "a.csv.gz"),
      format: "csv",
      columns: { title: "Name" },
      filter: { categories: ["cs"], yearFrom: 2020, yearTo: undefined },
    });
  });

  it("lists the files that were passed over after the counts, those that can be exported first", async () => {
    const { passedOver } = await findAll(folder);
    const short = passedOver.map((file) => ({ ...file, name: file.name.replace(`${folder}/`, "") }));
    expect(formatPassedOver(short, 60)).toEqual([
      "Passed over 6 files:",
      "  zotero.sqlite is Zotero's database: in Zotero choose",
      "    File > Export Library, format CSL JSON or BibTeX.",
      "  README.md is a text document.",
      "  blank.ris is an empty file.",
      "  notes.txt is text in an unknown format.",
      "  picture.png is an image.",
      "  settings.json is JSON without papers.",
    ]);
    const run = await runInProcess(["ingest", folder, "--no-wait"], { ...library, acceptSource: async () => job });
    expect(run.stderr).toContain("Passed over 6 files:\n");
  });

  it("says that a single file is empty", async () => {
    const name = join(await makeTemporaryFolder(), "blank.ris");
    await writeFile(name, "");
    const run = await runInProcess(["ingest", name, "--no-wait"], library);
    expect(run).toMatchObject({ code: 1, stdout: "0 records: 0 accepted, 0 unchanged, 0 embedded, 0 failed\n" });
    expect(run.stderr).toMatch(/^Passed over 1 file:\n.*blank\.ris\s+is an\s+empty file\.\n$/s);
  });

  it("says that a folder holds no papers, and what is in it", async () => {
    const run = await runInProcess(["ingest", "tests/style", "--no-wait"], library);
    expect(run).toMatchObject({ code: 1, stdout: "0 records: 0 accepted, 0 unchanged, 0 embedded, 0 failed\n" });
    expect(run.stderr).toMatch(/^Passed over \d+ files:\n {2}Each of \d+ files is source code\./);
  });

  it("completes papers only when told to, and neither in a dry run nor on a server", async () => {
    const asked: unknown[] = [];
    const acceptSource = async (_chunks: unknown, { complete }: SourceOptions = {}) => (asked.push(complete), job);
    for (const option of [[], ["--complete"]])
      await runInProcess(["ingest", join(folder, "b.bib"), "--no-wait", ...option], { ...library, acceptSource });
    expect(asked).toEqual([false, true]);
    for (const option of ["--dry-run", "--url=http://127.0.0.1:9"]) {
      const run = await runInProcess(["ingest", join(folder, "b.bib"), "--complete", option], library);
      expect(run).toMatchObject({ code: 2, opened: [], stderr: expect.stringContaining("--complete") });
    }
  });

  it("fails with the error of an explicitly named file", async () => {
    const acceptSource = () => Promise.reject(new AppError("bad_input", "In no format."));
    const run = await runInProcess(["ingest", join(folder, "b.bib")], { ...library, acceptSource });
    expect(run).toMatchObject({ code: 2, stderr: "paperkin: In no format.\n" });
  });

  it("imports from a named network source, and shows the addresses that it requests", async () => {
    let asked: HarvestRequest | undefined;
    const acceptHarvest = async (request: HarvestRequest) => {
      asked = request;
      request.onPage?.({ address: "http://x/1", papers: 0 });
      request.onPage?.({ address: "http://x/2", papers: 200, total: 900 });
      return job;
    };
    const limits = ["--from", "2024-01-01", "--max", "500", "--no-wait"];
    const run = await runInProcess(["ingest", "arxiv:cat:cs.CL", ...limits], { ...library, acceptHarvest });
    expect(asked).toMatchObject({ address: "arxiv:cat:cs.CL", from: "2024-01-01", max: 500 });
    expect(run.stderr).toBe("Requesting http://x/1 (0 papers so far)\nRequesting http://x/2 (200 of 900)\n");
    expect(run.stdout).toBe("1 record: 1 accepted, 0 unchanged, 0 embedded, 0 failed\n");
  });
});
