import { expect, it } from "vitest";
import { findViolations } from "../support/find-violations.js";
import { measureOverflow } from "../support/measure-overflow.js";
import { describePage } from "../support/open-page.js";
import { isThorough } from "../support/rounds.js";

describePage("The appearance of the page that adds papers", (opened) => {
  const choose = (name: string, text: string) =>
    opened.page.setInputFiles("#file", { name, mimeType: "", buffer: Buffer.from(text) });

  for (const colorScheme of ["light", "dark"] as const) {
    const chosen = colorScheme === "light" ? [320, 1440] : [390, 820];
    it.each(isThorough ? [320, 390, 820, 1440] : chosen)(
      `is accessible, and does not scroll sideways: ${colorScheme}, %i pixels`,
      async (width) => {
        const { page } = opened;
        const check = async (state: string) => {
          const overflow = await measureOverflow(page);
          expect({ state, overflow, found: await findViolations(page) }).toEqual({ state, overflow: 0, found: [] });
        };
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${opened.server.url}/add`);
        await page.locator("#jobs .job").first().waitFor();
        await page.getByText("Paste text instead").click();
        await check("source");
        const name = `${"long-name-".repeat(12)}.jsonl`;
        await choose(name, `{"title":"New ${colorScheme} ${width} ${"word".repeat(60)}"}\n{x\n`);
        await page.locator(".tallies").waitFor();
        await check("preview");
        await page.getByRole("button", { name: "Add 1 paper" }).click();
        await page.locator(`#jobs li:first-child .job[aria-label="Job: ${name}"][data-state=completed]`).waitFor();
        await page.getByRole("button", { name: "1 refused" }).first().click();
        await page.locator(".job-failures li").first().waitFor();
        await check("added");
        await choose("nothing.jsonl", "");
        await page.getByRole("heading", { name: "This file is empty." }).waitFor();
        await check("rejected");
      },
    );
  }
});
