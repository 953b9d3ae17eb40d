/** A misspelt word of a text, or two that are one, and what was meant. */
export interface Repair {
  /** As typed; two words are separated by a blank. */
  readonly typed: string;
  readonly repaired: string;
}

/** Replaces every occurrence of the misspelt words. */
export function applyRepairs(text: string, repairs: readonly Repair[]): string {
  let repaired = text;
  for (const { typed, repaired: meant } of repairs) {
    const pattern = typed.split(" ").join("\\s+");
    const whole = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}:])${pattern}(?![\\p{L}\\p{M}\\p{N}])`, "gu");
    repaired = repaired.replace(whole, meant);
  }
  return repaired;
}

/** Gives a folded word the capitals of the typed one. */
export function matchCase(typed: string, folded: string): string {
  if (typed.length > 1 && typed === typed.toUpperCase() && typed !== typed.toLowerCase()) return folded.toUpperCase();
  const [initial = ""] = typed;
  return initial === initial.toLowerCase() ? folded : folded.slice(0, 1).toUpperCase() + folded.slice(1);
}
