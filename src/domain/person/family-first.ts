import { formatName, type PersonName, toAuthorFields } from "./person-name.js";

/** The parts of `van den Berg, Ada`, `Berg, Ada, Jr` and `Berg, Jr, Ada`; a name without a comma has none. */
export function parseFamilyFirst(text: string): PersonName {
  const [family = "", ...rest] = text.split(",").map((part) => part.trim());
  const suffix = rest.find((part) => isSuffix(part) && (rest.length > 1 || !mayBeInitials(part)));
  const given = rest.filter((part) => part !== suffix && part !== "").join(", ");
  if (family === "" || (given === "" && suffix === undefined)) return { literal: family || text.trim() };
  return { ...splitParticle(family), ...(given !== "" && { given }), ...(suffix !== undefined && { suffix }) };
}

/** `Tropsa, V.` and `KENNEDY, JR` have initials. */
function mayBeInitials(part: string): boolean {
  return /^(?:[JS]R|VI?\.?)$/.test(part);
}

/** A family name that may begin with a particle such as `van den`, which is written in lower case. */
export function splitParticle(name: string): { family: string; particle?: string } {
  const [, particle, family] = /^((?:\p{Ll}[\p{L}'’]*\s+)+)(\p{L}.*)$/u.exec(name) ?? [];
  return particle === undefined || family === undefined ? { family: name } : { family, particle: particle.trim() };
}

export function isSuffix(text: string): boolean {
  return /^(?:jr|sr|ii|iii|iv|v|vi|2nd|3rd|4th|jnr|snr)\.?$/i.test(text);
}

/**
 * Authors from names of the form `Family, Given`. In such a list, a name without a comma is that of an organisation; if
 * no name has one, nothing tells the parts apart.
 */
export function readFamilyFirst(names: readonly string[]): { authors: string[]; authorNames?: PersonName[] } {
  const filled = names.map((name) => name.trim()).filter((name) => name !== "");
  const parsed = filled.map(parseFamilyFirst);
  return filled.some((name) => name.includes(",")) ? toAuthorFields(parsed) : { authors: parsed.map(formatName) };
}
