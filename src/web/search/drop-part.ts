import type { Understood } from "../../domain/search/understood.js";

/** The query without one of its parts, and without operators and brackets that then stand alone. */
export function dropPart(query: string, [start, end]: Understood["range"]): string {
  let rest = `${query.slice(0, start)} ${query.slice(end)}`;
  for (let before = ""; before !== rest;) {
    before = rest;
    rest = strays.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), rest).trim();
  }
  return rest;
}

const strays: readonly (readonly [RegExp, string])[] = [
  [/\s+/g, " "],
  [/\( ?\)/g, " "],
  [/\( /g, "("],
  [/ \)/g, ")"],
  [/(^|\()(?:AND|OR) /g, "$1"],
  [/(?:^| )(?:AND|OR|NOT)(\)|$)/g, "$1"],
  [/ (AND|OR) (?:AND|OR) /g, " $1 "],
];
