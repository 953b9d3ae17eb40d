import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumMissing, openChromium, type OpenBrowser } from "../support/open-chromium.js";
import { endPrograms } from "../support/spawn-program.js";
import { sampleCount, type ServerProcess, spawnServer } from "../support/spawn-server.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { modelMissing } from "../support/test-model.js";

const missing = chromiumMissing ?? modelMissing;
const reason = missing === undefined ? "" : ` (skipped: ${missing})`;

let browser: OpenBrowser;
let server: ServerProcess;
let folder: string;
let page: Page;

/** A whole session with the program as users start it, the samples and a real model. */
describe.skipIf(reason !== "")(`A reader${reason}`, () => {
  beforeAll(async () => {
    folder = await makeTemporaryFolder();
    server = await spawnServer(folder);
    await server.api.untilComplete(sampleCount);
    browser = await openChromium();
    page = await browser.context.newPage();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await endPrograms();
    await removeTemporaryFolders();
  });

  const readTitles = async () => {
    await page.locator("#hits h2").first().waitFor();
    return page.locator("#hits h2").allTextContents();
  };

  it("asks in their own words, and finds papers by meaning", async () => {
    await page.goto(server.url);
    await page.locator("#query").fill("chatbots that look facts up instead of remembering them");
    await page.locator("body[data-view=search] main:not([aria-busy])").waitFor();
    expect((await readTitles()).slice(0, 3).join("\n")).toContain("Retrieval-Augmented Generation");
  });

  it("narrows the answer to a category, sees why a paper is there, and opens it", async () => {
    await page.getByRole("checkbox", { name: /^cs\.CL/ }).check();
    await page.getByRole("link", { name: "cs.CL: remove this filter" }).waitFor();
    // The filter is shown before its papers are.
    await page.locator("main:not([aria-busy])").waitFor();
    await page.getByRole("button", { name: "Why?" }).first().click();
    await page.locator(".why .figures").waitFor();
    const [title = ""] = await readTitles();
    await page.locator("#hits a", { hasText: title }).first().click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    expect(await readTitles()).not.toContain(title);
    await page.goBack();
    expect((await readTitles())[0]).toBe(title);
  });

  it("likes one paper, dislikes another, and is recommended neither", async () => {
    const titles = await readTitles();
    const press = (at: number, name: string) =>
      page.locator("#hits article").nth(at).getByRole("button", { name }).click();
    await press(0, "Save");
    await press(1, "Not interested");
    await page.getByRole("button", { name: "More like these" }).click();
    await page.getByRole("heading", { level: 1, name: "Recommended papers" }).waitFor();
    await page.locator(".because", { hasText: titles[0]! }).first().waitFor();
    const recommended = await readTitles();
    expect(recommended).not.toContain(titles[0]);
    expect(recommended).not.toContain(titles[1]);
  });

  it("opens the map, waits until it is drawn, and has the papers of a query beside it", async () => {
    await page.goto(`${server.url}/map?q=diffusion`);
    await page.locator(".map-pane[data-map=ready]").waitFor({ timeout: 100_000 });
    await page.getByRole("button", { name: "Topics", exact: true }).click();
    expect(await page.locator(".map-topics .topic").count()).toBeGreaterThan(2);
    expect(await page.locator("#hits li").count()).toBeGreaterThan(0);
  }, 120_000);

  it("adds a file, and finds its paper by meaning", async () => {
    await page.goto(`${server.url}/add`);
    const line = `{"title":"Honey bees tell each other where flowers bloom","abstract":"A dance gives direction and distance."}`;
    await page.setInputFiles("#file", { name: "bees.jsonl", mimeType: "", buffer: Buffer.from(line) });
    await page.getByRole("button", { name: "Add 1 paper" }).click();
    await page.locator('#jobs .job[aria-label="Job: bees.jsonl"][data-state=completed]').waitFor({ timeout: 60_000 });
    await page.goto(`${server.url}/?q=insects+that+communicate+by+movement&mode=semantic`);
    expect((await readTitles())[0]).toBe("Honey bees tell each other where flowers bloom");
  }, 90_000);

  it("uses a phone in dark mode, and only the keyboard", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto(`${server.url}/?q=gaussian+splatting`);
    const titles = await readTitles();
    await page.screenshot({ path: "tests/screenshots/journey-390-dark.png" });
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: titles[0]! }).waitFor();
  });

  it("sees that the server has crashed, and continues when it is back", async () => {
    await page.goto(`${server.url}/?q=gaussian+splatting`);
    const titles = await readTitles();
    await server.end("SIGKILL");
    await page.locator("#query").fill("curriculum learning");
    await page.locator("#notice").getByText("The server is not responding").waitFor();
    server = await spawnServer(folder, { PORT: new URL(server.url).port });
    await page.getByRole("button", { name: "Try again" }).click();
    await page
      .locator("#hits h2", { hasText: /curriculum/i })
      .first()
      .waitFor();
    expect(await readTitles()).not.toEqual(titles);
  }, 120_000);
});
