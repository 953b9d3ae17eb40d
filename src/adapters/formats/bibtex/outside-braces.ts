/** Splits a text at the matches of a global pattern that are not within braces. */
export function splitOutsideBraces(text: string, separator: RegExp): string[] {
  if (!text.includes("{")) return text.split(separator);
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  let seen = 0;
  for (const { index, 0: found } of text.matchAll(separator)) {
    for (; seen < index; seen += 1) {
      if (text[seen] === "{") depth += 1;
      else if (text[seen] === "}" && depth > 0) depth -= 1;
    }
    if (depth > 0) continue;
    parts.push(text.slice(from, index));
    from = index + found.length;
  }
  return [...parts, text.slice(from)];
}
