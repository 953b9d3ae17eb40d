import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createGate } from "../support/gate.js";
import { servicesAreRequired } from "../support/local-server.js";
import { findChromium, openChromium, type OpenBrowser } from "../support/open-chromium.js";
import { hostileAbstract, pagePapers } from "../support/page-papers.js";
import { startTestServer } from "../support/test-server.js";

const executablePath = findChromium();
const reason = executablePath === undefined && !servicesAreRequired ? " (skipped: Chromium is not installed)" : "";

let browser: OpenBrowser;
let server: Awaited<ReturnType<typeof startTestServer>>;
let page: Page;
let faults: string[];

describe.skipIf(reason !== "")(`The web page${reason}`, () => {
  beforeAll(async () => {
    if (executablePath === undefined) throw new Error("Chromium is required, and is not installed");
    server = await startTestServer({ papers: [...pagePapers] });
    browser = await openChromium(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    page = await browser.context.newPage();
    faults = [];
    page.on("pageerror", (error) => faults.push(error.message));
    // Chromium writes every refused request to the console too; only what the policy stops is a fault.
    page.on("console", (line) => line.text().includes("Content Security Policy") && faults.push(line.text()));
  });
  afterEach(async () => {
    await page.close();
    if (faults.length > 0) throw new Error(`the page reported: ${faults.join("; ")}`);
  });

  it("offers three questions to a reader who has none yet, and the state of the library", async () => {
    await page.goto(server.url);
    expect(await page.locator("#notice li").count()).toBe(3);
    await page.getByText(`${pagePapers.length} papers`).waitFor();
    expect(await readFocus()).toBe("query");
  });

  it("finds papers while one types, and marks the words", async () => {
    await page.goto(server.url);
    await page.locator("#query").pressSequentially("few adapters");
    await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
    expect(await page.locator("#count").textContent()).toMatch(/^\d+ papers? /);
    expect(await page.locator("#hits mark").allTextContents()).toContain("adapters");
    expect(await page.locator("#hits .matched").first().textContent()).toMatch(/matched by|exact match/);
  });

  it("keeps the query in the address, and Back and Forward go between searches", async () => {
    await page.goto(server.url);
    await search("adapters");
    await page.getByText("Words", { exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get("mode") === "keyword");
    await page.locator("#year-from").fill("2021");
    await page.waitForURL(`${server.url}/?q=adapters&mode=keyword&yearFrom=2021`);
    await page.goBack();
    await page.goBack();
    expect(new URL(page.url()).search).toBe("?q=adapters");
    expect(await page.getByLabel("Best match").isChecked()).toBe(true);
    await page.goBack();
    expect(await page.locator("#notice li").count()).toBe(3);
    await page.goForward();
    expect(await page.locator("#query").inputValue()).toBe("adapters");
    await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
  });

  it("opens a shared address as it was", async () => {
    await page.goto(`${server.url}/?q=adapters&mode=keyword&yearTo=2020`);
    await page.getByRole("heading", { name: "Adapters for parameter-efficient" }).waitFor();
    expect(await readTitles()).toHaveLength(1);
    expect(await page.getByLabel("Words", { exact: true }).isChecked()).toBe(true);
    expect(await page.getByLabel("Last year").inputValue()).toBe("2020");
  });

  it("says when nothing is found, and offers a wider search", async () => {
    await page.goto(`${server.url}/?q=adapters&mode=keyword&yearFrom=2024`);
    await page.getByRole("button", { name: "Search all years" }).click();
    await page.waitForURL(`${server.url}/?q=adapters&mode=keyword`);
    await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
  });

  it("shows the neighbours of a paper without the paper itself, and returns to the same list", async () => {
    await page.goto(`${server.url}/?q=adapters&mode=keyword`);
    const titles = await readTitles();
    await page.getByRole("button", { name: "Similar" }).first().click();
    await page.locator("#subject h2").waitFor();
    expect(await page.locator("#subject h2").textContent()).toBe(titles[0]);
    const neighbours = await readTitles();
    expect(neighbours.length).toBeGreaterThan(0);
    expect(neighbours).not.toContain(titles[0]);
    await page.keyboard.press("Escape");
    await page.locator("#subject").waitFor({ state: "hidden" });
    expect(await readTitles()).toEqual(titles);
  });

  it("shows a hostile record as the text it is, and runs nothing", async () => {
    await page.goto(`${server.url}/?q=hostile+record&mode=keyword`);
    const paper = page.locator("article", { hasText: "A hostile record" });
    expect(await paper.locator(".abstract").textContent()).toBe(hostileAbstract);
    expect(await paper.locator("img, script, svg, a[href^='javascript']").count()).toBe(0);
    expect(await page.evaluate("window.paperkinWasRun")).toBeUndefined();
  });

  it("never lets a slow old answer take the place of a newer one", async () => {
    const held = createGate();
    const delivered = createGate();
    await page.route(/q=clouds/, async (route) => {
      const answer = await route.fetch();
      await held.opened;
      // The page may have called the request off, and then there is nobody to answer.
      await route.fulfill({ response: answer }).catch(() => undefined);
      delivered.open();
    });
    await page.goto(server.url);
    const asked = page.waitForRequest(/q=clouds/);
    await page.locator("#query").fill("clouds");
    await asked;
    await search("hostile record");
    held.open();
    await delivered.opened;
    await page.evaluate("new Promise((resolve) => setTimeout(resolve))");
    expect((await readTitles())[0]).toBe("A hostile record about adapters");
    expect(new URL(page.url()).searchParams.get("q")).toBe("hostile record");
  });

  it("tells an error of the server in words, and tries again when asked", async () => {
    const problem = { title: "Overloaded", status: 503, detail: "256 requests are under way", code: "overloaded" };
    await page.route("**/v1/search?*", (route) =>
      route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify(problem) }),
    );
    await page.goto(`${server.url}/?q=adapters`);
    await page.getByText("256 requests are under way").waitFor();
    await page.unroute("**/v1/search?*");
    await page.route("**/v1/search?*", (route) => route.abort());
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator("#notice").getByText("The server does not answer").waitFor();
    await page.unroute("**/v1/search?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
  });

  it("can be used with the keyboard alone", async () => {
    await page.goto(`${server.url}/?q=adapters&mode=keyword`);
    const titles = await readTitles();
    expect(titles.length).toBeGreaterThan(1);
    await page.keyboard.press("/");
    expect(await readFocus()).toBe("query");
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    expect(await readFocus()).toBe(titles[1]);
    await page.keyboard.press("k");
    expect(await readFocus()).toBe(titles[0]);
    await page.keyboard.press("s");
    await page.locator("#subject article:focus").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("#subject").waitFor({ state: "hidden" });
    expect(await readFocus()).toBe(titles[0]);
  });

  it("folds a long list of authors, and narrows a search to a venue", async () => {
    await page.goto(`${server.url}/?q=adapters`);
    await page.getByRole("button", { name: "6 more" }).click();
    await page.getByText("Ada Author11").waitFor();
    await page.getByRole("button", { name: "Journal of Adapters" }).click();
    await page.waitForURL((url) => url.searchParams.get("venue") === "Journal of Adapters");
    await page.locator("#hits li:only-child").waitFor();
  });

  it("shows more papers when asked, until there are no more", async () => {
    await page.goto(`${server.url}/?q=glacier&mode=keyword`);
    expect(await readTitles()).toHaveLength(20);
    await page.getByRole("button", { name: "More papers" }).click();
    await page.locator("#more").waitFor({ state: "hidden" });
    const titles = await readTitles();
    expect(new Set(titles).size).toBe(25);
    expect(await readFocus()).toBe(titles[20]);
  });

  it("copies a paper as BibTeX", async () => {
    await browser.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
    await page.goto(`${server.url}/?q=low-rank&mode=keyword`);
    await page.getByRole("button", { name: "Copy BibTeX" }).first().click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const entry = await page.evaluate<string>("navigator.clipboard.readText()");
    expect(entry).toContain("title = {{Low-rank adapters keep language models small}}");
    expect(entry).toContain("doi = {10.1000/low/rank}");
  });

  it.each([320, 390, 820])("has nothing to scroll sideways at %i pixels", async (width) => {
    await page.setViewportSize({ width, height: 800 });
    const found = `${server.url}/?q=${encodeURIComponent("hostile adapters")}`;
    for (const address of [
      server.url,
      found,
      `${server.url}/?similar=arxiv%3A1902.00751`,
      `${server.url}/?similar=none`,
    ]) {
      await page.goto(address);
      await page.locator("#hits article, #notice > *").first().waitFor();
      const contentWidth = await page.evaluate("document.documentElement.scrollWidth");
      expect({ address, contentWidth }).toEqual({ address, contentWidth: width });
    }
  });

  it("asks for an API key where the server wants one, and says when it is wrong", async () => {
    const locked = await startTestServer({ papers: [...pagePapers], apiKeys: ["the right key"] });
    try {
      await page.goto(`${locked.url}/?q=adapters`);
      await page.getByLabel("API key").fill("a wrong key");
      await page.keyboard.press("Enter");
      await page.getByText("This key was not accepted").first().waitFor();
      await page.getByLabel("API key").fill("the right key");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Low-rank adapters" }).waitFor();
    } finally {
      await locked.close();
    }
  });
});

async function search(query: string): Promise<void> {
  const answered = page.waitForResponse((response) => new URL(response.url()).searchParams.get("q") === query);
  await page.locator("#query").fill(query);
  await answered;
  await page.locator("body[data-view=search] main:not([aria-busy])").waitFor();
}

async function readTitles(): Promise<string[]> {
  await page.locator("#hits h2").first().waitFor();
  return page.locator("#hits h2").allTextContents();
}

/** The id of the element that has the focus, or the title of the paper that has it. */
function readFocus(): Promise<string> {
  return page.evaluate<string>(
    "document.activeElement.id || document.activeElement.getAttribute('aria-label') || document.activeElement.tagName",
  );
}
