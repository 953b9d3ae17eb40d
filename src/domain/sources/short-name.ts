import { cleanText } from "../paper/clean-paper.js";
import { cutCharacters } from "../text/cut-text.js";

/** In UTF-16 code units. */
const maxLength = 200;

/**
 * A text of another machine as a name for a person, cut to one line's length: what cannot be seen, or reverses the text
 * around it, is left out. `undefined` if nothing is left.
 */
export function shortenName(text: string): string | undefined {
  const name = cleanText(text.slice(0, maxLength * 4).toWellFormed());
  if (name === "") return undefined;
  return name.length <= maxLength ? name : `${cutCharacters(name, maxLength - 1)}…`;
}
