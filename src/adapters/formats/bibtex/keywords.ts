import { cleanField } from "./field-text.js";
import { splitOutsideBraces } from "./outside-braces.js";

/** Where there are semicolons, commas are within keywords. What is in braces is not divided. */
export function splitKeywords(text: string): string[] {
  return text
    .split(/\\sep(?![A-Za-z])/)
    .flatMap((part) => {
      const decoded = entity.test(part) ? cleanField(part) : part;
      const lists = [/;/g, /,/g, /[|·•]|\n\s*\n/g].map((separator) => splitOutsideBraces(decoded, separator));
      return lists.find((list) => list.length > 1) ?? [decoded];
    })
    .map(cleanField)
    .filter((keyword) => keyword !== "");
}

/** `&amp;`, also as `{\&}amp;`: its semicolon does not separate keywords. */
const entity = /&\}?#?\w+;/;
