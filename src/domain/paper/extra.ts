import { z } from "zod";

/** Limits of a user's own fields. Lengths are in UTF-16 code units; the total is that of the fields as JSON. */
export const extraLimits = {
  fields: 100,
  nameLength: 64,
  textLength: 2_000,
  listLength: 100,
  totalLength: 20_000,
} as const;

/** Letters, digits, and between them blanks and some signs: `stage`, `screened by`, `réf.2`. */
const namePattern = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._/-]{0,62}[\p{L}\p{M}\p{N}])?$/u;

export const extraNameSchema = z
  .string()
  .regex(namePattern, `must be a name of letters and digits, with at most ${extraLimits.nameLength} characters`);

const text = z.string().max(extraLimits.textLength);
const expected = `must be a text of at most ${extraLimits.textLength} characters, a number, true, false, or a list of texts`;
const extraValueSchema = z.union([text, z.number(), z.boolean(), z.array(text).max(extraLimits.listLength)], {
  error: expected,
});
export type ExtraValue = z.output<typeof extraValueSchema>;

/** A user's own fields of a paper, by name. */
export const extraSchema = z
  .record(extraNameSchema, extraValueSchema)
  .refine((extra) => Object.keys(extra).length <= extraLimits.fields, `must have at most ${extraLimits.fields} fields`)
  .refine((extra) => JSON.stringify(extra).length <= extraLimits.totalLength, {
    message: `must have at most ${extraLimits.totalLength} characters in all`,
  });
export type Extra = z.output<typeof extraSchema>;

/** Cleans texts, leaves out empty values, and sorts the names, so that equal fields have equal hashes. */
export function cleanExtra(extra: Extra, cleanText: (text: string) => string): Extra | undefined {
  const entries = Object.entries(extra)
    .map(([name, value]) => [name, cleanValue(value, cleanText)] as const)
    .filter(([, value]) => value !== "" && !(Array.isArray(value) && value.length === 0))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function cleanValue(value: ExtraValue, cleanText: (text: string) => string): ExtraValue {
  if (Array.isArray(value)) return [...new Set(value.map(cleanText).filter((item) => item !== ""))];
  return typeof value === "string" ? cleanText(value) : value;
}

export interface FittedExtra {
  readonly kept: Extra | undefined;
  readonly notice?: string;
}

/** Leaves out the fields that exceed the limits or are no values of an own field, so that they do not cost the paper. */
export function fitExtra(given: unknown): FittedExtra {
  if (given === undefined || given === null) return { kept: undefined };
  if (typeof given !== "object" || Array.isArray(given))
    return { kept: undefined, notice: "the own fields are left out: expected an object in extra" };
  const kept: Record<string, ExtraValue> = {};
  const left: string[] = [];
  let total = 2;
  for (const [name, value] of Object.entries(given)) {
    if (value === null) continue;
    const isValid = extraNameSchema.safeParse(name).success && extraValueSchema.safeParse(value).success;
    const length = isValid ? JSON.stringify([name, value]).length : 0;
    const fits = Object.keys(kept).length < extraLimits.fields && total + length <= extraLimits.totalLength;
    if (!isValid || !fits) left.push(name.slice(0, extraLimits.nameLength));
    else [kept[name], total] = [value as ExtraValue, total + length];
  }
  return { kept, ...(left.length > 0 && { notice: describeLeft(left) }) };
}

function describeLeft(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
  const verb = names.length === 1 ? "is" : "are";
  return `extra: ${shown}${more} ${verb} left out: name, value or size are beyond the limits`;
}

/** Applies a JSON merge patch (RFC 7396) to own fields. */
export function patchExtra(stored: Extra | undefined, patch: unknown): unknown {
  if (typeof patch !== "object" || patch === null || Array.isArray(patch)) return patch;
  const entries = Object.entries({ ...stored, ...patch }).filter(([, value]) => value !== null);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** The texts by which a value is found: each item of a list, and numbers and truth values as JSON writes them. */
export function listExtraTexts(value: ExtraValue): readonly string[] {
  return Array.isArray(value) ? value : [String(value)];
}
