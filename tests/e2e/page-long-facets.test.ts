import { expect, it } from "vitest";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { describePage } from "../support/open-page.js";

/** 30 venues, 31 authors, one paper of 1665, and fields that only some have. */
const papers: readonly PaperInput[] = Array.from({ length: 36 }, (_, at) => ({
  title: `Lens study number ${at}`,
  abstract: at % 3 === 0 ? undefined : "A study of lenses.",
  year: at === 0 ? 1665 : 2015 + (at % 8),
  ...(at % 8 === 1 && { date: `2016-03-${String(10 + at / 8).slice(0, 2)}` }),
  venue: `Proceedings ${String(at % 30).padStart(2, "0")}`,
  authors: at === 35 ? ["José Álvarez", "Zoë Last"] : [`Grinder Number${at % 30}`],
  ...(at < 12 && { doi: `10.1000/lens.${at}` }),
  ...(at === 5 && { retracted: true }),
  ...(at < 9 && { tags: ["to read"], extra: { stage: at < 4 ? "Included" : "excluded" } }),
}));

describePage(
  "Filters of a larger library on the page",
  (opened) => {
    const { visit } = opened;

    it("find a value that is not among the most frequent, whatever its accents", async () => {
      const { page, server } = opened;
      await visit("/?q=lens&mode=keyword");
      const authors = page.getByRole("group", { name: "Author", exact: true });
      await authors.getByText("26 more").waitFor();
      const box = authors.getByRole("searchbox", { name: "Find: author" });
      expect(await box.getAttribute("placeholder")).toBe("Find among 32");
      await box.fill("alva jos");
      await authors.getByText("None of the papers found").waitFor();
      await box.fill("jose alv");
      await authors.getByRole("checkbox", { name: "José Álvarez 1" }).check();
      await page.waitForURL((url) => url.searchParams.get("author") === "José Álvarez");
      await page.locator("#count", { hasText: "1 paper" }).waitFor();
      await page.getByRole("link", { name: "José Álvarez: remove this filter" }).click();
      await page.waitForURL(`${server.url}/?q=lens&mode=keyword`);
    });

    it("say how many values contain the words, and how many papers each has", async () => {
      const { page } = opened;
      await visit("/?q=lens&mode=keyword");
      const venues = page.getByRole("group", { name: "Venue" });
      await venues.getByRole("searchbox").fill("proc");
      await venues.getByText("10 more contain this").waitFor();
      expect(await venues.getByRole("checkbox").count()).toBe(20);
      await venues.getByRole("checkbox", { name: "Proceedings 03 2" }).check();
      await page.locator("#count", { hasText: "2 papers" }).waitFor();
    });

    it("show a paper of 1665 without flattening the other years", async () => {
      const { page, server } = opened;
      await visit("/?q=lens&mode=keyword");
      const bars = page.locator(".bars rect");
      await bars.nth(8).waitFor();
      expect(await bars.count()).toBe(9);
      await page.locator(".tails", { hasText: "before 2015" }).waitFor();
      const handle = page.getByLabel("From year, slider");
      expect(await handle.getAttribute("aria-valuetext")).toBe("before 2015");
      await handle.press("ArrowRight");
      await page.waitForURL(`${server.url}/?q=lens&mode=keyword&yearFrom=2015`);
      await page.locator("#count", { hasText: "35 papers" }).waitFor();
      await handle.press("ArrowLeft");
      await page.waitForURL(`${server.url}/?q=lens&mode=keyword`);
      const box = (await page.locator(".bars").boundingBox())!;
      await page.mouse.click(box.x + 2, box.y + box.height / 2);
      await page.waitForURL(`${server.url}/?q=lens&mode=keyword&yearTo=2014`);
      await page.locator("#count", { hasText: "1 paper" }).waitFor();
    });

    it("keep their places while others narrow the papers", async () => {
      const { page } = opened;
      await page.setViewportSize({ width: 390, height: 844 });
      await visit("/?q=lens&mode=keyword");
      await page.getByRole("button", { name: "Filters", exact: true }).click();
      await page.getByRole("group", { name: "Venue" }).locator("summary").click();
      await page.getByText("26 more").waitFor();
      const measure = () =>
        page.evaluate<number[]>(`[".year-fields", "input[name=venue]", "input[name=author]"].map((part) =>
          Math.round(document.querySelector(part).getBoundingClientRect().top + scrollY))`);
      const before = await measure();
      await page.getByRole("checkbox", { name: "Proceedings 10 1" }).check();
      await page.getByRole("button", { name: "Show 1 paper" }).waitFor();
      await page.getByRole("checkbox", { name: "Grinder Number10 1" }).waitFor();
      expect(await measure()).toEqual(before);
      expect(await page.locator(".bars rect").count()).toBe(9);
      expect(await page.getByLabel("Last year").getAttribute("placeholder")).toBe("2022");
    });

    it("have handles that a finger can press", async () => {
      const { page } = opened;
      await visit("/?q=lens&mode=keyword");
      const box = (await page.getByLabel("From year, slider").boundingBox())!;
      expect(box.height).toBeGreaterThanOrEqual(24);
    });

    it("narrow to papers with or without a field, by retraction, by tag and by an own field", async () => {
      const { page } = opened;
      await visit("/?q=lens&mode=keyword");
      const check = async (group: string, name: string, found: string) => {
        await page.getByRole("group", { name: group, exact: true }).getByRole("checkbox", { name }).check();
        await page.locator("#count", { hasText: found }).waitFor();
        await page.locator("#chosen a").first().click();
        await page.locator("#count", { hasText: "36 papers" }).waitFor();
      };
      await check("Tag", "to read 9", "9 papers");
      await check("stage", "excluded 5", "5 papers");
      await page.getByText("More filters").click();
      await check("Only with", "DOI 12", "12 papers");
      await check("Only without", "DOI 24", "24 papers");
      await check("Only without", "abstract 12", "12 papers");
      await check("Retraction", "retracted 1", "1 paper");
    });

    it("narrow to a range of days", async () => {
      const { page } = opened;
      await visit("/?q=lens&mode=keyword&has=date");
      await page.locator("#count", { hasText: "5 papers" }).waitFor();
      await page.getByLabel("From day").fill("2016-03-12");
      await page.waitForURL((url) => url.searchParams.get("dateFrom") === "2016-03-12");
      await page.locator("#count", { hasText: "3 papers" }).waitFor();
      await page.getByRole("link", { name: "since 2016-03-12: remove this filter" }).waitFor();
    });

    it("tell on a phone how many papers they leave, always in view", async () => {
      const { page } = opened;
      await page.setViewportSize({ width: 390, height: 844 });
      await visit("/?q=lens&mode=keyword");
      await page.getByRole("button", { name: "Filters", exact: true }).click();
      const done = page.getByRole("button", { name: "Show 36 papers" });
      await done.waitFor();
      expect(await isInView(done)).toBe(true);
      await page.getByRole("group", { name: "Venue" }).getByRole("checkbox", { name: "Proceedings 00 2" }).check();
      const fewer = page.getByRole("button", { name: "Show 2 papers" });
      await fewer.waitFor();
      expect(await isInView(fewer)).toBe(true);
      await fewer.click();
      await page.locator("#facets").waitFor({ state: "hidden" });
      expect(await opened.readFocus()).toBe("filters");
    });

    it("are seen in forced colours, where only what is chosen looks chosen", async () => {
      const { page } = opened;
      await page.emulateMedia({ forcedColors: "active" });
      await visit("/?q=lens&mode=keyword&yearFrom=2018");
      await page.locator(".bars rect").nth(8).waitFor();
      const colours = await page.evaluate<Record<string, string>>(`(() => {
        const style = (query) => getComputedStyle(document.querySelector(query));
        return {
          bar: style(".bars rect:not(.outside)").fill,
          outside: style(".bars rect.outside").fill,
          chosen: style(".choice :checked + span").borderBottomColor,
          other: style(".choice :not(:checked) + span").borderBottomColor,
        };
      })()`);
      const { bar, outside, chosen, other } = colours;
      const paper = "rgb(255, 255, 255)";
      expect(new Set([paper, bar, outside]).size).toBe(3);
      expect(chosen).not.toBe(paper);
      expect(other).toBe(paper);
    });
  },
  papers,
);

async function isInView(button: { boundingBox(): Promise<{ y: number; height: number } | null> }): Promise<boolean> {
  const box = await button.boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= 844;
}
