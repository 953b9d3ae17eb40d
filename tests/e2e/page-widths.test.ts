import { expect, it } from "vitest";
import { extractText } from "unpdf";
import { describePage } from "../support/open-page.js";
import { isThorough } from "../support/rounds.js";

/** Every kind of page, with a text that it shows on paper too. */
const pages = [
  { name: "home", path: "/", text: "Ask in your own words" },
  { name: "results", path: "/?q=adapters", text: "Low-rank adapters keep language models small" },
  { name: "paper", path: "/?paper=arxiv%3A1902.00751", text: "Small adapters train few parameters" },
  { name: "recommended", path: "/?like=arxiv%3A1902.00751", text: "Low-rank adapters keep language models small" },
  { name: "map", path: "/map?q=adapters", text: "Map" },
  { name: "add", path: "/add", text: "Add papers" },
  { name: "docs", path: "/docs", text: "/v1/search" },
  { name: "following", path: "/following", text: "Following" },
  { name: "not-found", path: "/no/such/page", text: "There is no such page" },
];
const looks = [
  { look: "light", media: { colorScheme: "light", forcedColors: "none" } },
  { look: "dark", media: { colorScheme: "dark", forcedColors: "none" } },
  { look: "forced", media: { colorScheme: "light", forcedColors: "active" } },
] as const;
const widths = isThorough ? [390, 820, 1440, 1920] : [390, 1920];

describePage("Every page", (opened) => {
  const open = async (path: string) => {
    await opened.page.goto(`${opened.server.url}${path}`);
    await opened.page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
    await opened.page.waitForLoadState("networkidle");
  };

  it.each(looks)(
    "fits every width: $look",
    async ({ look, media }) => {
      const { page } = opened;
      await page.emulateMedia(media);
      const wide: string[] = [];
      for (const { name, path } of pages) {
        for (const width of widths) {
          await page.setViewportSize({ width, height: 900 });
          await open(path);
          await page.screenshot({ path: `tests/screenshots/all/${name}-${width}-${look}.png` });
          const needed = await page.evaluate<number>("document.documentElement.scrollWidth");
          if (needed > width) wide.push(`${name} needs ${needed} of ${width} pixels`);
        }
      }
      expect(wide).toEqual([]);
    },
    240_000,
  );

  it.each(pages.filter(({ name }) => name !== "map"))("prints what it shows: $name", async ({ name, path, text }) => {
    const { page } = opened;
    await open(path);
    const file = await page.pdf({ path: `tests/screenshots/all/${name}.pdf`, format: "A4" });
    const { text: printed } = await extractText(new Uint8Array(file), { mergePages: true });
    expect(printed.replace(/\s+/g, " ")).toContain(text);
  });
});
