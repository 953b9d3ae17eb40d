import { cleanMarkup } from "../../../domain/text/clean-markup.js";
import { isPlaceholder, joinLines } from "./reference.js";

/**
 * Keywords of fields that hold one each, a list with semicolons, or one a line, as EndNote writes them. A single field
 * with many commas is a list as well; elsewhere a comma is part of a keyword: `Plants, Coastal`.
 */
export function readKeywords(values: readonly string[]): string[] {
  const parts = values.flatMap(splitLines).flatMap((line) => line.split(separators));
  const [only = ""] = parts;
  return cleanKeywords(parts.length === 1 && isCommaList(only) ? only.split(",") : parts);
}

/** Without marks of main topics (`*Sand`) and repetitions. */
export function cleanKeywords(keywords: readonly string[]): string[] {
  const cleaned = keywords.map((keyword) => cleanMarkup(joinLines(keyword)).replace(/^\*\s*|[\s,;]{1,9}$/g, ""));
  const seen = new Set<string>();
  return cleaned.filter((keyword) => {
    const key = keyword.toLowerCase();
    if (isPlaceholder(keyword) || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** An indented line of a list with semicolons continues the line before it. */
function splitLines(value: string): string[] {
  if (!value.includes("\n")) return [value];
  const lines: string[] = [];
  for (const line of value.split("\n")) {
    const last = lines.at(-1);
    if (last?.includes(";") && /^\s{2}/.test(line)) lines[lines.length - 1] = `${last} ${line.trim()}`;
    else lines.push(line.trim());
  }
  return lines;
}

/** Not the semicolon of an entity: `R&amp;D`. */
const separators = /(?<!&#?\w{1,8});|\s\|\s|\t/;

const minCommas = 3;
const maxWords = 4;

function isCommaList(text: string): boolean {
  const parts = text.split(",");
  // No blank follows the comma of a list that a program wrote, nor a digit: `1,2-dichloroethane`.
  if (parts.length > 2 && !/,(?:[\s\d]|$)/.test(text)) return true;
  return parts.length > minCommas && parts.every((part) => part.trim().split(/\s+/).length <= maxWords);
}
