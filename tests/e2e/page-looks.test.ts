import type { RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { findViolations } from "../support/find-violations.js";
import { describePage, leaveAnswersOut } from "../support/open-page.js";
import { isThorough } from "../support/rounds.js";

interface State {
  readonly name: string;
  readonly path: string;
  /** Answers that replace those of the server. */
  readonly answers?: Readonly<Record<string, object>>;
  /** Takes the loaded page to the state. */
  readonly reach?: (page: Page) => Promise<unknown>;
}

const states: readonly State[] = [
  { name: "home", path: "/", reach: (page) => page.getByText(/\d+ papers ·/).waitFor() },
  {
    name: "model-change",
    path: "/",
    answers: {
      "**/v1/stats": {
        papers: { papers: 87_243, waiting: 2, failed: 1 },
        model: { id: "bge-small-en-v1.5" },
        otherModel: {
          id: "granite-embedding-small-english-r2",
          state: "ready",
          embedded: 87_240,
          failed: 0,
          missing: 3,
        },
      },
    },
    reach: (page) => page.getByText("is ready").waitFor(),
  },
  {
    name: "results",
    path: "/?q=adapters",
    async reach(page) {
      await page.getByRole("button", { name: "Why?" }).first().click();
      await page.locator(".why .figures").first().waitFor();
    },
  },
  {
    name: "filters",
    path: "/?q=adapters+-glacier&category=cs.CL&yearFrom=2019",
    async reach(page) {
      const button = page.locator("#filters");
      if (await button.isVisible()) await button.click();
      await page.locator(".bars rect").first().waitFor();
      await page.getByText(/papers? if removed/).waitFor();
      // At the end of the filters, where the button that shows the papers covers none of them.
      const done = page.locator("#facets-done");
      if (await done.isVisible()) await page.evaluate("scrollTo(0, document.body.scrollHeight)");
    },
  },
  { name: "paper", path: "/?paper=arxiv%3A1902.00751" },
  {
    name: "versions",
    path: "/?paper=arxiv%3A1902.00751",
    answers: {
      "**/versions": {
        versions: Array.from({ length: 12 }, (_, at) => ({
          version: 12 - at,
          title: at < 10 ? "Adapters for parameter-efficient fine-tuning" : "Adapters for transfer learning",
          ...(at > 0 && { date: `2019-0${at < 8 ? 6 : 2}-02` }),
          kept: at === 0,
        })),
      },
    },
    reach: (page) => page.getByText("shown here").waitFor(),
  },
  {
    name: "tray",
    path: "/?like=arxiv%3A1902.00751&unlike=doi%3A10.1000%2Flow%2Frank",
    async reach(page) {
      await page.getByRole("button", { name: "Keep as a collection" }).click();
      await page.getByRole("button", { name: "1 paper, 1 not of interest" }).click();
      await page.locator("#tray a", { hasText: "Low-rank" }).waitFor();
    },
  },
  { name: "nothing", path: "/?q=adapters&mode=keyword&yearFrom=2024" },
  { name: "problem", path: "/?paper=none" },
  {
    name: "help",
    path: "/?q=adapters",
    async reach(page) {
      const help = page.getByRole("dialog", { name: "Help" });
      // The key does nothing until the script has begun, nor while the dialog is open.
      const press = async () => {
        await page.keyboard.press("?");
        return help.isVisible();
      };
      await expect.poll(press, { timeout: 30_000 }).toBe(true);
    },
  },
];

describePage("The appearance of the page", (opened) => {
  const { visit } = opened;

  for (const colorScheme of ["light", "dark"] as const) {
    const chosen = colorScheme === "light" ? [1440] : [390];
    for (const width of isThorough ? [390, 1440] : chosen) {
      it.each(states)(
        `is accessible: ${colorScheme}, ${width} pixels, $name`,
        async ({ name, path, answers, reach }) => {
          const { page } = opened;
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 900 });
          if (answers) await leaveAnswersOut(page);
          for (const [address, json] of Object.entries(answers ?? {}))
            await page.route(address, (route) => route.fulfill({ json }));
          await visit(path);
          await reach?.(page);
          await page.screenshot({ path: `tests/screenshots/${name}-${width}-${colorScheme}.png` });
          // The themes differ only in colours.
          expect(await findViolations(page, colorScheme === "light" ? undefined : contrastOnly)).toEqual([]);
        },
      );
    }
  }

  it("is checked by a tool that detects faults", async () => {
    const { page } = opened;
    await visit("/");
    await page.evaluate("document.querySelector('.lead').style.color = 'var(--line)'");
    await page.evaluate("document.documentElement.removeAttribute('lang')");
    const found = await findViolations(page);
    expect(found).toEqual(expect.arrayContaining(["color-contrast: .lead", "html-has-lang: html"]));
    expect(await findViolations(page, contrastOnly)).toEqual(["color-contrast: .lead"]);
  });

  it("follows the system theme, or the reader's choice, from the first paint on", async () => {
    const { page } = opened;
    const readGround = () => page.evaluate<string>("getComputedStyle(document.documentElement).backgroundColor");
    await page.emulateMedia({ colorScheme: "light" });
    await visit("/");
    const light = await readGround();
    const button = page.locator("#theme");
    expect(await button.getAttribute("aria-label")).toBe("Theme: system. Switch to light");
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await readGround();
    expect(dark).not.toBe(light);
    await button.click();
    expect(await readGround()).toBe(light);
    await button.click();
    await page.emulateMedia({ colorScheme: "light" });
    expect(await readGround()).toBe(dark);
    // The theme applies before the scripts of the page have loaded.
    await page.route(/\/app\.js$/, (route) => route.abort());
    await page.reload();
    expect(await readGround()).toBe(dark);
    await page.unroute(/\/app\.js$/);
    await page.reload();
    await button.click();
    expect(await readGround()).toBe(light);
    expect(await page.evaluate("localStorage.length")).toBe(0);
  });
});

const contrastOnly: RunOptions = { runOnly: ["color-contrast"] };
