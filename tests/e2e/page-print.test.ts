import { expect, it } from "vitest";
import { extractText } from "unpdf";
import { describePage } from "../support/open-page.js";

const survey = {
  title: "A survey of adapters",
  abstract:
    "Language models grow every year. Many groups retrain all of their weights. Adapters train few parameters instead.",
  year: 2020,
  arxivId: "2001.00001",
};
const others = Array.from({ length: 6 }, (_, at) => ({
  title: `Adapters, part ${at}`,
  abstract: `Part ${at} adapts models with few parameters.`,
}));

describePage(
  "A page on paper",
  (opened) => {
    const print = async (name: string) => {
      const file = await opened.page.pdf({ path: `tests/screenshots/print-${name}.pdf`, format: "A4" });
      const { text } = await extractText(new Uint8Array(file));
      return text.map((words) => words.replace(/\s+/g, " ").trim());
    };

    it("has whole abstracts and addresses, and nothing to press", async () => {
      const { page, visit } = opened;
      await visit("/?q=adapters+train+few+parameters+-otters&yearFrom=2020");
      // On the screen the abstract begins where it is nearest to the question.
      await page.locator(".abstract .gap").first().waitFor();
      const [first = "", ...more] = await print("results");
      expect(first).toContain("adapters train few parameters -otters");
      expect(first).toMatch(/without otters.* since 2020/);
      expect(first).toContain(survey.abstract);
      expect(first).toContain("https://arxiv.org/abs/2001.00001");
      for (const control of [/if removed/, /×/, /Clear/, /Show more/, /Not interested/, /Filters/, /Help/, /…/])
        expect(first).not.toMatch(control);
      expect(more.filter((text) => text === "")).toEqual([]);
    });

    it("shows a paper without the empty box, and its address in one piece", async () => {
      await opened.visit("/?paper=arxiv%3A2001.00001");
      const pages = await print("paper");
      expect(pages[0]).toContain("https://arxiv.org/abs/2001.00001");
      expect(pages[0]).not.toMatch(/What are you looking for|Back/);
      expect(pages.at(-1)).not.toBe("");
    });

    it("ends with the current collection where that is open, with the ID of each paper", async () => {
      const { page, visit } = opened;
      await visit("/?like=arxiv%3A2001.00001");
      await page.getByRole("button", { name: "Keep as a collection" }).click();
      const count = page.getByRole("button", { name: /: 1 paper/ });
      await count.waitFor();
      expect((await print("closed")).join(" ")).not.toContain("In the collection");
      await count.click();
      expect((await print("list")).join(" ")).toMatch(/In the collection A survey of adapters arxiv:2001\.00001$/);
    });

    it("is dark on white, whatever the theme", async () => {
      const { page, visit } = opened;
      await visit("/?q=adapters");
      const readInk = () => page.evaluate<string>("getComputedStyle(document.querySelector('#hits h2 a')).color");
      const ink = await readInk();
      await page.evaluate("document.documentElement.dataset.theme = 'dark'");
      expect(await readInk()).not.toBe(ink);
      await page.emulateMedia({ media: "print" });
      expect(await readInk()).toBe(ink);
    });
  },
  [survey, ...others],
);
