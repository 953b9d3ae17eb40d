import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findPackageFile } from "../../src/package-files.js";
import { openEmbedder } from "../../src/compose/embedder.js";
import { loadConfig } from "../../src/config.js";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { servicesAreRequired } from "../support/local-server.js";
import { findChromium, openChromium, type OpenBrowser } from "../support/open-chromium.js";
import { createLogCollector } from "../support/queue-options.js";
import { modelMissing, testModel } from "../support/test-model.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

const executablePath = findChromium();
const chromiumMissing = executablePath === undefined && !servicesAreRequired ? "Chromium is not installed" : undefined;
const missing = chromiumMissing ?? modelMissing;
const reason = missing === undefined ? "" : ` (skipped: ${missing})`;

let browser: OpenBrowser;
let server: TestServer;
let page: Page;
let faults: string[];
let samples: PaperInput[];

describe.skipIf(reason !== "")(`The map page with the sample papers${reason}`, () => {
  beforeAll(async () => {
    if (executablePath === undefined) throw new Error("Chromium is required, and is not installed");
    const lines = (await readFile(findPackageFile("samples/papers.jsonl"), "utf8")).trim().split("\n");
    samples = lines.map((line) => JSON.parse(line) as PaperInput);
    // A real model, because the vectors of a fake one form no topics.
    const config = { model: testModel };
    server = await startTestServer({ papers: samples, config, openEmbedder: () => openModel(config) });
    browser = await openChromium(executablePath);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    page = await browser.context.newPage();
    faults = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (line) => line.text().includes("Content Security Policy") && faults.push(line.text()));
  });
  afterEach(async () => {
    await page.close();
    if (faults.length > 0) throw new Error(`the page reported: ${faults.join("; ")}`);
  });

  it("draws the map on the first visit, and shows the progress", async () => {
    await page.goto(`${server.url}/map`);
    await page.getByRole("heading", { name: "Drawing the map" }).waitFor();
    await waitForMap();
    expect(await countColours()).toBeGreaterThan(3);
    expect(await page.locator("#notice").isHidden()).toBe(true);
    await page.getByText(`${samples.length} papers.`).waitFor();
  }, 120_000);

  it("lists the topics with their paper counts, and zooms in on a selected one", async () => {
    await openMap();
    const amounts = await page.locator("#topics > li > .topic .amount").allTextContents();
    expect(amounts.reduce((sum, amount) => sum + Number(amount), 0)).toBe(samples.length);
    const before = await takePicture();
    await page.locator("#topics .topic").first().click();
    await expect.poll(takePicture).not.toBe(before);
    await page.getByRole("button", { name: "Show the whole map" }).click();
    await expect.poll(takePicture).toBe(before);
  });

  it("shows the title of the paper under the pointer, and opens it with a click", async () => {
    await openMap();
    const { id, x, y } = await findDot();
    await page.mouse.move(x, y);
    const title = samples.find((paper) => paper.id === id || `arxiv:${paper.arxivId ?? ""}` === id)?.title ?? "";
    await page.locator("#card .title", { hasText: title.slice(0, 20) }).waitFor();
    await page.mouse.click(x, y);
    await page.waitForURL((url) => url.searchParams.get("paper") === id);
  });

  it("highlights and lists what a search finds, and keeps the query in the address", async () => {
    await openMap();
    const before = await takePicture();
    await page.locator("#query").fill("reinforcement learning");
    await page.keyboard.press("Enter");
    await page.getByText(/papers? highlighted/).waitFor();
    expect(new URL(page.url()).search).toBe("?q=reinforcement+learning");
    await expect.poll(takePicture).not.toBe(before);
    const lit = await takePicture();
    expect(await page.locator("#hits li").count()).toBeGreaterThan(0);
    await page.reload();
    await waitForMap();
    await page.getByText(/papers? highlighted/).waitFor();
    await expect.poll(takePicture).toBe(lit);
    await page.locator("#query").fill("");
    await expect.poll(takePicture).toBe(before);
  });

  it("moves by dragging, wheel and keyboard, and returns to the whole map", async () => {
    await openMap();
    const whole = await takePicture();
    await page.mouse.move(900, 500);
    await page.mouse.wheel(0, -400);
    await expect.poll(takePicture).not.toBe(whole);
    await page.locator("#map").focus();
    await page.keyboard.press("0");
    await expect.poll(takePicture).toBe(whole);
    await page.mouse.down();
    await page.mouse.move(800, 450, { steps: 4 });
    await page.mouse.up();
    await page.mouse.move(20, 20);
    await expect.poll(takePicture).not.toBe(whole);
    expect(new URL(page.url()).pathname).toBe("/map");
    await page.keyboard.press("0");
    await expect.poll(takePicture).toBe(whole);
    for (const key of ["ArrowLeft", "+"]) {
      await page.keyboard.press(key);
      await expect.poll(takePicture).not.toBe(whole);
      await page.keyboard.press("0");
      await expect.poll(takePicture).toBe(whole);
    }
  });

  it("follows the theme at once", async () => {
    await openMap();
    const light = await readCorner();
    await page.getByRole("button", { name: /Theme/ }).click();
    await page.getByRole("button", { name: /Theme: light/ }).click();
    await page.locator("html[data-theme=dark]").waitFor();
    await expect.poll(readCorner).not.toBe(light);
  });

  it("shows the position of a paper on its page, with a link to the map", async () => {
    await openMap();
    const { id } = await findDot();
    await page.goto(`${server.url}/?${new URLSearchParams({ paper: id })}`);
    await page.locator("#place canvas").waitFor();
    await page.locator("#place a.place-map").click();
    await waitForMap();
    await page.locator("#card a.title").waitFor();
    expect(new URL(page.url()).searchParams.get("paper")).toBe(id);
  });

  it("does not scroll sideways on a phone", async () => {
    await page.setViewportSize({ width: 390, height: 800 });
    await openMap();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  });
});

function openModel(config: { readonly model: string }) {
  const { logger } = createLogCollector();
  return openEmbedder(loadConfig(config, {}), { logger, report: () => undefined, queries: true, workers: 1 });
}

async function openMap(): Promise<void> {
  await page.goto(`${server.url}/map`);
  await waitForMap();
}

/** Waits until the map is drawn and no frame is pending. */
async function waitForMap(): Promise<void> {
  await page.locator("body[data-map=ready]").waitFor({ timeout: 90_000 });
  await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))");
}

/** A hash of the canvas: equal pictures have equal hashes. */
function takePicture(): Promise<number> {
  return page.evaluate<number>(`(() => {
    const canvas = document.querySelector("#map");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let hash = 0;
    for (const value of data) hash = (Math.imul(hash, 31) + value) | 0;
    return hash;
  })()`);
}

function readCorner(): Promise<string> {
  return page.evaluate<string>(`document.querySelector("#map").getContext("2d").getImageData(2, 2, 1, 1).data.join()`);
}

/** The number of colours with at least 30 pixels. */
function countColours(): Promise<number> {
  return page.evaluate<number>(`(() => {
    const canvas = document.querySelector("#map");
    const words = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    const counts = new Map();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return [...counts.values()].filter((count) => count >= 30).length;
  })()`);
}

/** A paper that nothing covers, and the position of its dot in the window. */
async function findDot(): Promise<{ id: string; x: number; y: number }> {
  const answer = await fetch(`${server.url}/v1/map`);
  const { side, papers } = (await answer.json()) as {
    side: number;
    papers: { ids: string[]; x: number[]; y: number[] };
  };
  const box = await page.locator("#map").boundingBox();
  const panel = await page.locator(".map-panel").boundingBox();
  if (!box || !panel) throw new Error("the page has no map");
  const [left, right] = [Math.min(...papers.x) / side, Math.max(...papers.x) / side];
  const [top, bottom] = [Math.min(...papers.y) / side, Math.max(...papers.y) / side];
  // The whole map is centred next to the panel, with a margin of 24 pixels.
  const covered = panel.width + 16;
  const scale = Math.min((box.width - covered - 48) / (right - left), (box.height - 48) / (bottom - top));
  const toWindow = (row: number) => ({
    id: papers.ids[row] ?? "",
    x: box.x + (covered + box.width) / 2 + ((papers.x[row] ?? 0) / side - (left + right) / 2) * scale,
    y: box.y + box.height / 2 + ((papers.y[row] ?? 0) / side - (top + bottom) / 2) * scale,
  });
  const dots = papers.ids.map((_, row) => toWindow(row));
  const distance = (one: { x: number; y: number }, other: { x: number; y: number }) =>
    Math.hypot(one.x - other.x, one.y - other.y);
  const alone = dots
    .filter(({ x, y }) => x > panel.x + panel.width + 20 && x < box.x + box.width - 90 && y < box.y + box.height - 20)
    .toSorted((one, other) => nearestOther(other) - nearestOther(one));
  function nearestOther(dot: { x: number; y: number }): number {
    return Math.min(...dots.filter((other) => other !== dot).map((other) => distance(dot, other)));
  }
  const [dot] = alone;
  if (!dot) throw new Error("no dot is free");
  return dot;
}
