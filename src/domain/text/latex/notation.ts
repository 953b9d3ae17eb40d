import { subscripts, superscripts } from "./symbols.js";

/**
 * Adds a mark to a letter with or without indexes, or to each of up to three capitals or digits: no character marks a
 * whole word. A bar may be over each character.
 */
export function addMark(text: string, mark: string): string {
  if (/^\p{L}\p{M}*(?:[\p{Lm}\p{No}\u2080-\u209C′]+|_[\p{L}\p{N}]+)$/u.test(text))
    return text.replace(/^.\p{M}*/u, (letter) => letter + mark).normalize("NFC");
  const isBar = mark === "\u0304" && text.length <= maxBarLength;
  if (!isBar && !/^(?:.\p{M}*|[\p{Lu}\p{Nd}]{2,3})$/u.test(text)) return text;
  return text.replace(/\S\p{M}*/gu, (letter) => letter + mark).normalize("NFC");
}

const maxBarLength = 20;

/** Subscript or superscript characters, if there is one for each character. */
export function writeScript(text: string, where: "_" | "^"): string {
  const small = where === "_" ? subscripts : superscripts;
  const trimmed = text.trim();
  const shifted = [...trimmed].map((character) => small.get(character));
  const isLoneBracket = /^[()]$/.test(trimmed);
  if (!isLoneBracket && shifted.every((character) => character !== undefined)) return shifted.join("");
  return /^[\p{L}\p{N}\p{M}]+$|^.$/u.test(trimmed) ? `${where}${trimmed}` : `${where}(${trimmed})`;
}

/** A number, a letter or a name, with its marks and scripts. */
const simple = /^(?:√?(?:\p{Nd}[\p{Nd}.]*|[^\s\p{Nd}+−/·√()]|\p{L}{3,}(?!\p{L}))[\p{M}\p{Lm}\p{No}′]*|[()])?$/u;

export function encloseDivisor(text: string): string {
  const trimmed = text.trim();
  return simple.test(trimmed) ? trimmed : `(${trimmed})`;
}

/** A product as numerator needs no brackets: ab/c is unambiguous. */
export function encloseSum(text: string): string {
  const trimmed = text.trim();
  return /[\s+−±=,/]/.test(trimmed.replace(/\([^()]*\)/g, "")) ? `(${trimmed})` : trimmed;
}
