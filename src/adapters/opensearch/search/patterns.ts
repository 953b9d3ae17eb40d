/**
 * A pattern in Lucene's syntax for values that begin with one of these texts. OpenSearch 2.19 fails on a
 * shard whose last value sorts before the text if it knows the pattern for one of prefixes; `()` makes it any other.
 */
export function startingWith(prefixes: readonly string[]): string {
  return `(${prefixes.map(escapeText).join("|")}).*()`;
}

function escapeText(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
}
