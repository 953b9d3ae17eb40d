import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findViolations } from "../support/find-violations.js";
import { servicesAreRequired } from "../support/local-server.js";
import { takePicture, waitForMap } from "../support/map-canvas.js";
import type { OpenBrowser } from "../support/open-chromium.js";
import { findFirefox, type FirefoxSettings, openFirefox } from "../support/open-firefox.js";
import { isThorough } from "../support/rounds.js";
import { endPrograms } from "../support/spawn-program.js";
import { sampleCount, type ServerProcess, spawnServer } from "../support/spawn-server.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { modelMissing } from "../support/test-model.js";

const executablePath = findFirefox();
const firefoxMissing = executablePath === undefined && !servicesAreRequired ? "Firefox is not installed" : undefined;
const missing = firefoxMissing ?? modelMissing;
const reason = missing === undefined ? "" : ` (skipped: ${missing})`;

let server: ServerProcess;
let browser: OpenBrowser;
let page: Page;
let faults: string[];

/** The program as users start it, with the samples, in Firefox as Debian ships it. */
describe.skipIf(reason !== "")(`A reader with Firefox${reason}`, () => {
  beforeAll(async () => {
    server = await spawnServer(await makeTemporaryFolder());
    await server.api.untilComplete(sampleCount);
  }, 300_000);
  afterAll(async () => {
    await endPrograms();
    await removeTemporaryFolders();
  });

  describe("on a screen in light colours", () => {
    openFor({});

    it("finds papers, opens one, and comes back to the list", async () => {
      await page.goto(server.url);
      await ask("retrieval augmented generation");
      const titles = await readTitles();
      expect(titles[0]).toContain("Retrieval-Augmented Generation");
      await titleLinks().first().click();
      await page.getByRole("heading", { level: 1, name: titles[0]! }).waitFor();
      await page.goBack();
      await page.waitForURL(/\?q=retrieval/);
      await expect.poll(readTitles).toEqual(titles);
    });

    it("narrows the list to a category, and widens it again", async () => {
      await page.goto(`${server.url}/?q=language+models`);
      const before = await readTitles();
      await page.getByRole("checkbox", { name: /^cs\.CL/ }).check();
      await page.waitForURL(/category=cs\.CL/);
      await expect.poll(readTitles).not.toEqual(before);
      await page.getByRole("link", { name: "cs.CL: remove this filter" }).click();
      await page.waitForURL((url) => !url.search.includes("category"));
      await expect.poll(readTitles).toEqual(before);
    });

    it("moves through the list by keyboard", async () => {
      await page.goto(`${server.url}/?q=diffusion`);
      const [first = ""] = await readTitles();
      await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: first }).waitFor();
    });

    it("sees the papers for a question on the map", async () => {
      await page.goto(`${server.url}/map?q=diffusion`);
      await waitForMap(page);
      const map = page.getByRole("application", { name: /^Map of/ });
      const size = await map.boundingBox();
      expect(Math.min(size!.width, size!.height)).toBeGreaterThan(200);
      await titleLinks().first().waitFor();
      const before = await takePicture(page);
      await map.press("+");
      await expect.poll(() => takePicture(page)).not.toBe(before);
    }, 120_000);

    it("adds a file", async () => {
      await page.goto(`${server.url}/add`);
      const line = `{"title":"Bats hear the shape of a leaf","abstract":"Echoes tell leaves from prey."}`;
      await page
        .locator("input[type=file]")
        .first()
        .setInputFiles({ name: "bats.jsonl", mimeType: "", buffer: Buffer.from(line) });
      await page.getByRole("button", { name: "Add 1 paper" }).click();
      await page.getByText("bats.jsonl").first().waitFor();
      await server.api.untilComplete(sampleCount + 1);
      await page.goto(`${server.url}/?q=bats+hear+the+shape+of+a+leaf`);
      expect((await readTitles())[0]).toBe("Bats hear the shape of a leaf");
    });
  });

  describe.each(isThorough ? looks : looks.slice(0, 3))(
    "whose pages are $look at $width pixels",
    ({ look, settings, width }) => {
      openFor(settings);

      it.each([
        ["home", "/"],
        ["results", "/?q=diffusion"],
        ["paper", "/?paper=arxiv%3A2312.10997"],
        ["map", "/map?q=diffusion"],
        ["add", "/add"],
        ["docs", "/docs"],
      ])(
        "reads %s without a finding of axe, and without scrolling sideways",
        async (name, path) => {
          await page.setViewportSize({ width, height: width === 640 ? 400 : 900 });
          await page.goto(`${server.url}${path}`);
          await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
          if (name === "map") await waitForMap(page);
          if (name === "results") await readTitles();
          expect(faults).toEqual([]);
          await page.screenshot({ path: `tests/screenshots/firefox-${name}-${width}-${look}.png` });
          // In Firefox, axe takes a minute for the long page of the API.
          const isRead = name !== "docs" || look === "light";
          expect(isRead ? await findViolations(page) : []).toEqual([]);
          // A screenshot and axe add styles of their own, which the page's policy refuses.
          faults = [];
          expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
          expect(await page.evaluate("matchMedia('(forced-colors: active)').matches")).toBe(look === "forced-colours");
        },
        180_000,
      );
    },
  );
});

interface Look {
  readonly look: string;
  readonly settings: FirefoxSettings;
  readonly width: number;
}

const looks: readonly Look[] = [
  { look: "light", settings: {}, width: 1440 },
  { look: "dark", settings: { theme: "dark" }, width: 390 },
  { look: "forced-colours", settings: { forcedColors: true }, width: 1440 },
  { look: "large-text", settings: { textSize: 32 }, width: 1440 },
  // A window of 1280 by 800 pixels at a zoom of 200 %.
  { look: "zoomed", settings: {}, width: 640 },
];

/** Opens Firefox for the tests of a suite, and a page for each; a fault that the page reports fails its test. */
function openFor(settings: FirefoxSettings): void {
  beforeAll(async () => {
    if (executablePath === undefined) throw new Error("Firefox is required, and is not installed");
    browser = await openFirefox(executablePath, settings);
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    faults = [];
    page = await browser.context.newPage();
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (line) => line.type() === "error" && faults.push(line.text()));
    await page.addInitScript(
      "addEventListener('securitypolicyviolation', (event) => console.error('refused ' + event.blockedURI))",
    );
  });
  afterEach(async () => {
    await page.close();
    expect(faults).toEqual([]);
  });
}

async function ask(question: string): Promise<void> {
  const box = page.getByRole("combobox").first();
  await box.fill(question);
  await box.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("q") === question);
}

function titleLinks() {
  return page.getByRole("list", { name: "Papers" }).getByRole("heading", { level: 2 }).getByRole("link");
}

async function readTitles(): Promise<string[]> {
  await titleLinks().first().waitFor();
  return titleLinks().allTextContents();
}
