import { splitNames } from "../person/name-list.js";
import { normalize } from "./find-title.js";
import type { PdfLine } from "./pdf-text.js";

export interface AuthorSource {
  /** Of the first page. */
  readonly lines: readonly PdfLine[];
  readonly titleLines: readonly PdfLine[];
  /** Of the metadata. */
  readonly author: string | undefined;
}

/** The authors, only if all that stands in their place reads as names; else none, as a wrong name is worse. */
export function findAuthors({ lines, titleLines, author = "" }: AuthorSource): string[] {
  const page = normalize(lines.map(({ text }) => text).join(" "));
  const stated = readNames(author);
  if (stated.length > 0 && stated.every((name) => page.includes(normalize(name)))) return stated;
  const bottom = Math.max(...titleLines.map(({ y }) => y));
  if (!Number.isFinite(bottom)) return [];
  const below = lines.filter(({ y }) => y > bottom + 1).toSorted((one, other) => one.y - other.y);
  const [first] = below;
  if (!first || first.y - bottom > maxDistance) return [];
  const names: string[] = [];
  let before = first;
  for (const line of below) {
    const isSameList = Math.abs(line.size - first.size) < 0.04 * first.size && line.y - before.y < 2.2 * first.size;
    if (!isSameList) break;
    const read = readNames(line.plain);
    if (read.length === 0) return [];
    names.push(...read);
    before = line;
  }
  // A single name may be the first of a list whose others stand below their own institutions.
  return names.length > 1 ? names : [];
}

const maxDistance = 80;
const maxNames = 60;

/** The names of a line; none if any part of it is no name. */
function readNames(text: string): string[] {
  const bare = text
    .replace(/[*\u2020\u2021\u00A7\u00B6\u2217]|\b\d{1,2}\b|(?<!\d)\d+$/g, " ")
    .replace(/\b(?:by|with)\s+(?=\p{Lu})/gu, "")
    .replace(/(?:[,;]\s*)+/g, (signs) => signs.trimEnd().at(-1)!)
    .replace(/(?<![\s,;])[\s,;]+$/, "")
    .trim();
  if (bare === "") return [];
  const names = splitNames(bare).map((name) => name.trim());
  return names.length <= maxNames && names.every(isName) ? names : [];
}

const namePattern =
  /^\p{Lu}[\p{L}'\u2019.-]*(?:\s+(?:van|von|der|den|de|del|della|di|da|dos|la|le|el|al|bin|ter|ten|y|\p{Lu}[\p{L}'\u2019.-]*)){1,4}$/u;

function isName(name: string): boolean {
  return (
    name.length >= 5 &&
    namePattern.test(name) &&
    !/(?<!\p{Lu})\p{Lu}{4,}\s+(?!\p{Lu}{2,})/u.test(name) &&
    !notNames.test(name)
  );
}

const notNames =
  /\b(?:universit|institut|depart|school|college|laborator|center|centre|research|corporation|inc|ltd|group|abstract|introduction|technolog|science|faculty|editor|review|journal|paper|report|national|academy|hospital|street|avenue|usa|uk|germany|china|france|member|ieee|student|fellow|senior|conference|january|february|march|april|june|july|august|september|october|november|december)/i;
