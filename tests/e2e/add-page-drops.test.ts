import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { findViolations } from "../support/find-violations.js";
import { measureOverflow } from "../support/measure-overflow.js";
import { describePage } from "../support/open-page.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";

describePage("What is dropped from the desktop", (opened) => {
  afterEach(removeTemporaryFolders);
  const heading = (name: string) => opened.page.getByRole("heading", { name, exact: true });

  const makeFolder = async (name: string, files: Readonly<Record<string, string>>) => {
    const folder = join(await makeTemporaryFolder(), name);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return folder;
  };

  /** Drags files or folders by their paths, as the desktop does, so that the browser reads the folders. */
  const drop = async (...paths: string[]) => {
    const session = await opened.context.newCDPSession(opened.page);
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const)
      await session.send("Input.dispatchDragEvent", { type, x: 200, y: 300, data });
    await session.detach();
  };

  it.each(["/add", "/"])("may be a folder, with its subfolders and without hidden files, on %s", async (path) => {
    const place = path.length;
    const line = (title: string) => JSON.stringify({ title: `${title} ${place}` });
    const folder = await makeFolder(`refs${place}`, {
      "a.jsonl": line("In a folder"),
      "old/deep/b.jsonl": line("Deep in a folder"),
      ".DS_Store": "\0",
      ".git/config.jsonl": line("Hidden"),
    });
    await opened.page.goto(`${opened.server.url}${path}`);
    await opened.page.waitForLoadState("networkidle");
    await drop(folder);
    await heading("2 files").waitFor();
    expect(await opened.page.locator(".file-name").allInnerTexts()).toEqual([
      `refs${place}/a.jsonl`,
      `refs${place}/old/deep/b.jsonl`,
    ]);
    await opened.page.getByRole("button", { name: "Add 2 papers from 2 files" }).click();
    await opened.page.locator('.job[aria-label="Job: b.jsonl"][data-state=completed]').first().waitFor();
  });

  it("may be several hundred files in one folder, which a browser lists in parts", async () => {
    const names = Array.from({ length: 230 }, (_, at) => `${String(at).padStart(3, "0")}.jsonl`);
    const folder = await makeFolder("many", Object.fromEntries(names.map((name) => [name, '{"title":"One of many"}'])));
    await opened.page.goto(`${opened.server.url}/add`);
    await opened.page.waitForLoadState("networkidle");
    await drop(folder);
    await opened.page.locator(".files .file").nth(229).waitFor();
    expect(await opened.page.locator(".file-name").allInnerTexts()).toEqual(names.map((name) => `many/${name}`));
  });

  it.each(["/add", "/"])("may be a folder without files, which is said on %s", async (path) => {
    const folder = await makeFolder("empty", { ".hidden": "" });
    await opened.page.goto(`${opened.server.url}${path}`);
    await opened.page.waitForLoadState("networkidle");
    await drop(folder);
    await opened.page.getByText("There are no files that can be read in what you dropped.").first().waitFor();
  });

  for (const colorScheme of ["light", "dark"] as const)
    it.each([390, 1440])(`opens a dialog that is accessible: ${colorScheme}, %i pixels`, async (width) => {
      const { page } = opened;
      const folder = await makeFolder("look", {
        [`${"long-name-".repeat(12)}.bib`]: `@misc{a, title={Looks ${colorScheme} ${width}}}\n@misc{b, author={B}}`,
        "own-keys.json": '[{"Name of work":"Bees of Brno","Who":"Ada Lee"}]',
      });
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(opened.server.url);
      await page.waitForLoadState("networkidle");
      await drop(folder);
      const dialog = page.getByRole("dialog", { name: "Add papers" });
      await dialog.getByRole("heading", { name: "2 files" }).waitFor();
      const check = async (state: string) => {
        const wide = await page.evaluate(
          "(([shown]) => shown.scrollWidth - shown.clientWidth)(document.querySelectorAll('dialog[open]'))",
        );
        const overflow = [await measureOverflow(page), wide];
        expect({ state, overflow, found: await findViolations(page) }).toEqual({ state, overflow: [0, 0], found: [] });
      };
      await check("files");
      await dialog.getByRole("button", { name: /^Details of .*own-keys/ }).click();
      await dialog.getByLabel("Field of the column Name of work").waitFor();
      await check("columns");
      await dialog.getByRole("button", { name: "Add 1 paper from 1 file" }).click();
      await dialog.getByRole("heading", { name: "1 file added" }).waitFor();
      await check("added");
    });
});
