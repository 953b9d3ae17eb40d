import { z } from "zod";

const maxPartLength = 500;
const namePart = z.string().trim().min(1).max(maxPartLength);

/**
 * The parts of a name, where a source tells them apart; the terms are those of CSL. `literal` is a name without parts,
 * such as that of an organisation.
 */
export const personNameSchema = z.union([
  z.object({
    family: namePart.describe("Family name, without particle"),
    given: namePart.optional().describe("Given names or initials"),
    particle: namePart.optional().describe("Such as van den"),
    suffix: namePart.optional().describe("Such as Jr or III"),
  }),
  z.object({ literal: namePart.describe("A name without parts, such as that of an organisation") }),
]);
export type PersonName = z.output<typeof personNameSchema>;

/** The name in natural order: `Ada van den Berg Jr`. */
export function formatName(name: PersonName): string {
  if ("literal" in name) return name.literal;
  const { family, given, particle, suffix } = name;
  const whole = particle === undefined ? family : `${particle} ${family}`;
  const full = given === undefined ? whole : `${given} ${whole}`;
  return suffix === undefined ? full : `${full} ${suffix}`;
}

/** The fields of a paper whose authors' names come in parts. */
export function toAuthorFields(names: readonly PersonName[]): { authors: string[]; authorNames: PersonName[] } {
  return { authors: names.map(formatName), authorNames: [...names] };
}

/**
 * Converts `Last, First` and `von Last, Jr, First` to natural order: `First von Last Jr`. Other names are unchanged.
 */
export function flipName(name: string): string {
  const parts = name.split(",").map((part) => part.trim());
  const [last = "", second = "", third] = parts;
  if (parts.length === 2) return `${second} ${last}`.trim();
  // RIS puts the suffix last, BibTeX in the middle.
  if (parts.length === 3 && third !== undefined) {
    return isSuffix(second) ? `${third} ${last} ${second}`.trim() : `${second} ${last} ${third}`.trim();
  }
  return name.trim();
}

function isSuffix(text: string): boolean {
  return /^(jr|sr|[ivx]+)\.?$/i.test(text);
}
