import { flipName } from "./person-name.js";

/**
 * Splits a list of names: `A; B`, `A and B`, `A | B`, a bracketed list in JSON or Python syntax, or `A. One, B. Two`.
 * Two parts separated by a comma, one of them a single word, are one person, last name first.
 */
export function splitNames(text: string): string[] {
  const listed = readBracketList(text);
  if (listed) return listed.map(flipName).filter((name) => name !== "");
  const separator = [";", "|", " and ", " & "].find((candidate) => text.includes(candidate));
  if (separator !== undefined) {
    return text
      .split(separator)
      .map((name) => flipName(name.trim().replace(/,$/, "")))
      .filter((name) => name !== "");
  }
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 2 && parts.some((part) => !part.includes(" "))) return [flipName(text)];
  return parts;
}

/** Parses `["a", "b"]` and `['a', 'b']`; undefined for any other text. */
export function readBracketList(text: string): string[] | undefined {
  const inner = /^\s*\[([\s\S]*)\]\s*$/.exec(text)?.[1];
  if (inner === undefined) return undefined;
  const items = [...inner.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|[^,\s][^,]*/g)];
  return items.map(([bare, double, single]) => (double ?? single ?? bare).replace(/\\(.)/g, "$1").trim());
}
