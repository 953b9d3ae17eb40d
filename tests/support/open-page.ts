import type { BrowserContext, Page, Request } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe } from "vitest";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { createClient, type SearchRequest } from "../../src/client/index.js";
import { chromiumMissing, openChromium, type OpenBrowser } from "./open-chromium.js";
import { pagePapers } from "./page-papers.js";
import { startTestServer, type TestServer } from "./test-server.js";
import { untilTakenOver } from "./until-taken-over.js";

/** A page in a real browser, with a real server and the papers of the page's tests. New for every test. */
export interface OpenPage {
  readonly page: Page;
  readonly server: TestServer;
  readonly context: BrowserContext;
  /** Opens an address of the server, and waits for the papers or a notice. */
  visit(path: string): Promise<void>;
  /** Enters a query, and waits for its results. */
  search(query: string): Promise<void>;
  readTitles(): Promise<string[]>;
  /** The ID of the focused element, or the title of the focused paper. */
  readFocus(): Promise<string>;
}

/** The search behind a request of the page; `undefined` for other requests. */
export function readSearch(request: Request): SearchRequest | undefined {
  return request.url().endsWith("/v1/search") ? (request.postDataJSON() as SearchRequest) : undefined;
}

/** Opens documents without what the server has rendered, so that the page asks for answers, which a test can replace. */
export async function leaveAnswersOut(page: Page): Promise<void> {
  await page.route(
    ({ pathname }) => pathname === "/",
    async (route) => {
      const response = await route.fetch();
      const html = (await response.text())
        .replace(/(<div id="app">)[\s\S]*(<\/div>\s*<script id="given")/, "$1$2")
        .replace(/(<script id="given"[^>]*>)[\s\S]*?(<\/script>)/, "$1{}$2");
      await route.fulfill({ response, body: html });
    },
  );
}

/** A suite that is skipped without a browser, and fails when the page reports an error. */
export function describePage(
  title: string,
  define: (opened: OpenPage) => void,
  papers: readonly PaperInput[] = pagePapers,
): void {
  const reason = chromiumMissing === undefined ? "" : ` (skipped: ${chromiumMissing})`;
  describe.skipIf(reason !== "")(`${title}${reason}`, () => {
    let browser: OpenBrowser;
    let server: TestServer;
    let page: Page;
    let faults: string[];
    beforeAll(async () => {
      server = await startTestServer({ papers: [...papers] });
      browser = await openChromium();
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });
    beforeEach(async () => {
      page = await browser.context.newPage();
      faults = watchFaults(page);
    });
    afterEach(async () => {
      // The list and the choices of one test are not those of the next.
      await page.evaluate("localStorage.clear()").catch(() => undefined);
      await page.close();
      await removeCollections(server);
      if (faults.length > 0) throw new Error(`the page reported: ${faults.join("; ")}`);
    });
    define({
      get page() {
        return page;
      },
      get server() {
        return server;
      },
      get context() {
        return browser.context;
      },
      visit: (path) => visit(page, `${server.url}${path}`),
      search: (query) => search(page, query),
      readTitles: () => readTitles(page),
      readFocus: () => readFocus(page),
    });
  });
}

async function removeCollections({ url }: TestServer): Promise<void> {
  const { call } = createClient({ url });
  const { collections } = await call("GET /v1/collections", {});
  for (const { id } of collections) await call("DELETE /v1/collections/{id}", { params: { id } });
}

function watchFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  // Chromium logs every failed request too; only a violation of the policy counts.
  page.on("console", (line) => line.text().includes("Content Security Policy") && faults.push(line.text()));
  return faults;
}

async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator("#hits article, #notice > *, .desk h1").first().waitFor();
  // The server has rendered the papers; what one does before Preact has taken them over is lost. It notes its tree there.
  await untilTakenOver(page);
}

async function search(page: Page, query: string): Promise<void> {
  const answered = page.waitForResponse((response) => readSearch(response.request())?.query === query);
  await page.locator("#query").fill(query);
  // Also closes the suggestions, which would cover the options.
  await page.locator("#query").press("Enter");
  await answered;
  await page.locator("body[data-view=search] main:not([aria-busy])").waitFor();
}

async function readTitles(page: Page): Promise<string[]> {
  await page.locator("#hits h2").first().waitFor();
  return page.locator("#hits h2").allTextContents();
}

function readFocus(page: Page): Promise<string> {
  return page.evaluate<string>(
    "document.activeElement.id || document.activeElement.getAttribute('aria-label') || document.activeElement.tagName",
  );
}
