import type { PersonName } from "../../../domain/person/person-name.js";
import { readNames } from "../csl/names.js";

/** `Family, Given` or `Family, Given, Jr.`; a name without a comma has no parts that are known. */
export function splitInverted(text: string | undefined): PersonName[] {
  if (text === undefined) return [];
  const [family, given, suffix] = text.split(",").map((part) => part.trim());
  return readNames(given === undefined ? { literal: text } : { family, given, suffix });
}
