import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, NodeResult, Result, RunOptions } from "axe-core";
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
  const { violations, incomplete } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  const findings = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
  return [...findings, ...incomplete.flatMap(listUnreadable)];
}

/** Text of the colour of its ground, which axe leaves to people: it may be hidden on purpose, and here never is. */
function listUnreadable({ id, nodes }: Result): string[] {
  const isUnreadable = ({ any }: NodeResult) => any.some(({ data }) => data?.messageKey === "equalRatio");
  return nodes.filter(isUnreadable).map(({ target }) => `${id}: ${target.join(" ")}`);
}
