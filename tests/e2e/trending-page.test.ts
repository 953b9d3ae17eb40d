import { expect, it } from "vitest";
import type { TrendsAnswer } from "../../src/domain/trends/answer.js";
import { findOverlaps } from "../support/find-overlaps.js";
import { findViolations } from "../support/find-violations.js";
import { measureOverflow } from "../support/measure-overflow.js";
import { describePage, type OpenPage } from "../support/open-page.js";
import { untilTakenOver } from "../support/until-taken-over.js";

/** Two years of papers, of which the later one has far more about whales. */
const papers = Array.from({ length: 240 }, (_, number) => {
  const year = number < 120 ? 2024 : 2025;
  const subject = number % 12 < (year === 2024 ? 1 : 5) ? "whales sing" : ["steel bridges", "old poems"][number % 2]!;
  return {
    id: `p${number}`,
    title: `Why ${subject} ${number}`,
    abstract: `${subject} `.repeat(12),
    year,
    venue: "Atlas",
  };
});

const open = async ({ page, server }: OpenPage, path = "trending") => {
  await page.goto(`${server.url}/${path}`);
  await untilTakenOver(page);
  await page.getByRole("heading", { name: "Rising topics" }).waitFor();
};

describePage(
  "The page of trends",
  (opened) => {
    it("comes from the server with topics, counts and papers, which need no script", async () => {
      await open(opened);
      const html = await (await fetch(`${opened.server.url}/trending`)).text();
      expect(html).toContain("<title>New and rising · paperkin</title>");
      expect(html.slice(html.indexOf('id="app"'))).toMatch(/Rising topics[\s\S]*hales[\s\S]*New papers/);
      expect(await opened.page.locator(".topic h3").first().textContent()).toMatch(/whales/);
      const row = opened.page.getByRole("row", { name: /2025/ }).first();
      expect(await row.textContent()).toContain("120");
    });

    it("leads to a topic's papers, and to those at its centre", async () => {
      const { page } = opened;
      await open(opened);
      const search = page
        .locator(".topic")
        .first()
        .getByRole("link", { name: /^Search/ });
      expect(await search.getAttribute("href")).toMatch(/^\.\/\?q=.*whales.*yearFrom=2025/);
      await page.locator(".central a").first().click();
      await page.locator("body[data-view=paper]").waitFor();
      expect(await page.locator("h1, h2").first().textContent()).toBeTruthy();
    });

    it("counts by day, week and month at the press of a button", async () => {
      const { page } = opened;
      await open(opened);
      await page.getByRole("button", { name: "month" }).press("Enter");
      expect(await page.getByRole("button", { name: "month" }).getAttribute("aria-pressed")).toBe("true");
      const table = page.getByRole("table", { name: "By when they were taken in or changed" });
      expect(await table.getByRole("row").nth(1).textContent()).toMatch(/^[A-Z][a-z]{2} \d{4}240$/);
    });

    it("keeps the filters of its address, and says why there are no topics", async () => {
      await open(opened, "trending?year=2025");
      const text = await opened.page.locator("main").textContent();
      expect(text).toContain("120 papers with year 2025.");
      expect(text).toContain("Topics are compared from 30 papers in the latest year and 100 before it.");
    });

    it("lists a paper as opened after its page was read", async () => {
      const { page } = opened;
      await page.goto(`${opened.server.url}/?paper=p7`);
      await untilTakenOver(page);
      await page.goto(`${opened.server.url}/trending`);
      const listOpened = async () => {
        const answer = (await (await fetch(`${opened.server.url}/v1/trending`)).json()) as TrendsAnswer;
        return answer.opened?.map(({ paper }) => paper.id);
      };
      await expect.poll(listOpened, { timeout: 10_000 }).toContain("p7");
    });

    it.each([
      [390, "light"],
      [390, "dark"],
      [820, "light"],
      [1440, "dark"],
    ] as const)("fits %i px in %s, without a finding of axe", async (width, colorScheme) => {
      const { page } = opened;
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await open(opened);
      expect(await measureOverflow(page)).toBeLessThanOrEqual(0);
      expect(await findOverlaps(page)).toEqual([]);
      expect(await findViolations(page)).toEqual([]);
    });
  },
  papers,
);
