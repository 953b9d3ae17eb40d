import type { MatchStep, MatchStore } from "../../../ports/desk/match-store.js";
import { createGiveWay } from "./give-way.js";

/** One transaction holds the event loop up: this many matches take a few milliseconds. */
const atOnce = 64;

/**
 * Records a step with many matches in several transactions, with other work between. Matches come with the
 * near-duplicates of their papers, so that no later version is delivered; how far the log was read comes last, so that a
 * step that was interrupted is repeated.
 */
export async function recordInParts({ recordStep }: Pick<MatchStore, "recordStep">, step: MatchStep): Promise<void> {
  const { found, groups } = step;
  const giveWay = createGiveWay();
  let from = 0;
  for (; found.length - from > atOnce; from += atOnce) {
    const part = found.slice(from, from + atOnce);
    const ordinals = new Set(part.map(({ ordinal }) => ordinal));
    await recordStep({ found: part, groups: groups.filter(({ ordinal }) => ordinals.has(ordinal)) });
    await giveWay();
  }
  await recordStep({ ...step, found: found.slice(from) });
}
