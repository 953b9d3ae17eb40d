import { cleanField } from "./field-text.js";
import { splitOutsideBraces } from "./outside-braces.js";

/**
 * Where there are semicolons, commas are within keywords, unless there are many more of them: then a semicolon is part of
 * one. What is in braces is not divided.
 */
export function splitKeywords(text: string): string[] {
  return text
    .split(/\\sep(?![A-Za-z])/)
    .flatMap((part) => {
      const decoded = entity.test(part) ? cleanField(part) : part;
      const lists = [/;/g, /,/g, /[|·•]|\n\s*\n/g].map((separator) => splitOutsideBraces(decoded, separator));
      const [bySemicolon = [], byComma = []] = lists;
      if (byComma.length > 1 && byComma.length - 1 > maxCommas * (bySemicolon.length - 1)) return byComma;
      return lists.find((list) => list.length > 1) ?? [decoded];
    })
    .map(cleanField)
    .filter((keyword) => keyword !== "");
}

/** For each semicolon between keywords, at most this many commas within them. */
const maxCommas = 3;

/** `&amp;`, also as `{\&}amp;`: its semicolon does not separate keywords. */
const entity = /&\}?#?\w+;/;
