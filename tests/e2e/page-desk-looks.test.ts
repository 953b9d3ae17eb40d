import type { RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { fillCollection, findIds } from "../support/collections.js";
import { findViolations } from "../support/find-violations.js";
import { measureOverflow } from "../support/measure-overflow.js";
import { describePage } from "../support/open-page.js";
import { isThorough } from "../support/rounds.js";

interface State {
  readonly name: string;
  readonly locate: (id: string) => string;
  /** Takes the loaded page to the state. */
  readonly reach?: (page: Page) => Promise<unknown>;
}

const states: readonly State[] = [
  {
    name: "collections",
    locate: () => "/collections",
    reach: (page) => page.getByRole("button", { name: /^Edit/ }).click(),
  },
  {
    name: "collection",
    locate: (id) => `/collections?id=${id}`,
    async reach(page) {
      await page.keyboard.press("j");
      await page.keyboard.press("n");
      await page.getByRole("textbox", { name: "Note" }).waitFor();
    },
  },
  {
    name: "selection",
    locate: (id) => `/collections?id=${id}`,
    async reach(page) {
      await page.keyboard.press("j");
      await page.keyboard.press("x");
      await page.keyboard.press("r");
      await page.locator(".deed").waitFor();
      await page.getByRole("button", { name: "Move or copy" }).click();
    },
  },
  {
    name: "screening",
    locate: (id) => `/collections?id=${id}&screen`,
    async reach(page) {
      await page.getByText("Counts for a PRISMA diagram").click();
      await page.keyboard.press("e");
      await page.getByRole("button", { name: "not about ice" }).waitFor();
    },
  },
  {
    name: "saving",
    locate: () => "/?q=glacier&mode=keyword",
    async reach(page) {
      await page.getByRole("button", { name: /: \d+ papers/ }).waitFor();
      await page.keyboard.press("j");
      await page.keyboard.press("b");
      await page.getByRole("checkbox", { name: "Review" }).waitFor();
    },
  },
];

describePage("The appearance of collections", (opened) => {
  for (const colorScheme of ["light", "dark"] as const) {
    const chosen = colorScheme === "light" ? [1440] : [390];
    for (const width of isThorough ? [390, 820, 1440] : chosen) {
      it.each(states)(`is accessible: ${colorScheme}, ${width} pixels, $name`, async ({ name, locate, reach }) => {
        const { page, server, visit } = opened;
        const ids = await findIds(server.url, "glacier", { limit: 5 });
        const { id } = await fillCollection(server.url, "Review", [
          { id: "doi:10.1000/gone", title: "A paper that is gone", isRead: true },
          ...ids.map((paper) => ({ id: paper, tags: ["ice", "a tag that is longer"], note: "Two\nlines", rating: 3 })),
          { id: "arxiv:1902.00751", decision: "exclude", reason: "not about ice" },
        ]);
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await visit(locate(id));
        await reach?.(page);
        await page.screenshot({ path: `tests/screenshots/desk-${name}-${width}-${colorScheme}.png` });
        expect(await measureOverflow(page)).toBe(0);
        // The themes differ only in colours.
        expect(await findViolations(page, colorScheme === "light" ? undefined : contrastOnly)).toEqual([]);
      });
    }
  }
});

const contrastOnly: RunOptions = { runOnly: { type: "rule", values: ["color-contrast"] } };
