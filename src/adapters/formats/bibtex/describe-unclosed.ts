/** Why an entry has no end: names the first field whose braces do not match, which is where to look. */
export function describeUnclosed(entry: string): string {
  const text = entry.slice(0, maxLength);
  const starts = [...text.matchAll(/(?:^|,)[ \t]*([A-Za-z][\w-]*)[ \t]*=[ \t]*\{/gm)];
  const found = starts.find((start, at) => countOpen(text.slice(start.index, starts[at + 1]?.index)) > 0);
  return found === undefined
    ? "the entry has no closing brace"
    : `the entry has no closing brace: those of the field ${found[1]} do not match`;
}

function countOpen(value: string): number {
  let open = 0;
  for (const sign of value) open += sign === "{" ? 1 : sign === "}" ? -1 : 0;
  return open;
}

/** What is open may hold the entries that follow it. */
const maxLength = 4_000;
