import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Targets of 24 pixels, which axe does not ask for by itself. */
const allRules: RunOptions = { rules: { "target-size": { enabled: true } } };

/** The findings of axe on a page, with locations: all its rules, including WCAG 2.2 AA and best practices. */
export async function findViolations(page: Page, options: RunOptions = allRules): Promise<readonly string[]> {
  // Axe would measure fading colours midway, so animations that end finish first. A cancelled one rejects.
  await page.evaluate(`Promise.allSettled(document.getAnimations()
    .filter(({ effect }) => effect.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished))`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}
