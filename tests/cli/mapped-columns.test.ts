import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Paper } from "../../src/domain/paper/paper.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { writeWorkbook } from "../support/workbook.js";
import { runCommand } from "./run-command.js";

const timeoutMs = 60_000;

describe("The columns that a command names", () => {
  let folder = "";
  beforeAll(async () => void (folder = await makeTemporaryFolder()));
  afterAll(removeTemporaryFolders);

  const run = (...parameters: string[]) => runCommand(parameters, { dataDir: join(folder, "data") });
  const write = async (name: string, content: string | Uint8Array) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const readPapers = async () =>
    (await run("export")).stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Paper);
  const ingest = (file: string, ...choices: string[]) =>
    run("ingest", "--no-wait", file, ...choices.flatMap((choice) => ["--map", choice]));

  it(
    "fill own fields, and a field may have none",
    async () => {
      const file = await write("bees.csv", "Title,Journal,Screening stage\nBees of Brno,Apiary,in\n");
      const { code, stderr } = await ingest(file, "extra.stage=Screening stage", "venue=");
      expect({ code, stderr }).toMatchObject({
        code: 0,
        stderr: expect.stringContaining("extra.stage = Screening stage"),
      });
      const [paper] = await readPapers();
      expect(paper).toMatchObject({ title: "Bees of Brno", extra: { stage: "in" } });
      expect(paper).not.toHaveProperty("venue");
    },
    timeoutMs,
  );

  it(
    "may be the paths of JSON, in a file and in a folder",
    async () => {
      const works = [{ work: { name: "Ants of Aix", by: [{ name: "Bo Liu" }] } }];
      const file = await write("ants.json", JSON.stringify(works));
      for (const source of [file, folder]) {
        const { stdout } = await ingest(source, "title=work.name", "authors=work.by.name");
        expect(stdout).toMatch(/^1 record: |\b1 unchanged\b/);
      }
      expect(await readPapers()).toContainEqual(expect.objectContaining({ title: "Ants of Aix", authors: ["Bo Liu"] }));
    },
    timeoutMs,
  );

  it.each(["", "=", "stage=Stage", "extra.=Stage"])("cannot be chosen with %j", async (choice) => {
    const { code, stderr } = await ingest(join(folder, "bees.csv"), choice);
    expect(code).toBe(2);
    expect(stderr).toContain("must be a field and a column, such as title=Name");
  });

  it(
    "leave the rows of a workbook rows, in the report and later",
    async () => {
      const rows = [
        ["Title", "Year"],
        ["Wasps of Wels", "2020"],
        ["", "2021"],
      ];
      const file = await write("wasps.xlsx", writeWorkbook([{ name: "Papers", rows }]));
      const { stderr } = await ingest(file);
      expect(stderr).toContain("row 3: there is no title");
      const { stdout } = await run("jobs", "list", "--json", "-n", "1");
      const { jobs } = JSON.parse(stdout) as { jobs: readonly [{ id: string; format: string }] };
      expect(jobs[0].format).toBe("xlsx");
      expect((await run("jobs", "failures", jobs[0].id)).stdout.trim()).toBe("row 3: there is no title");
    },
    timeoutMs,
  );
});
