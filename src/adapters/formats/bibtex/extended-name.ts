import type { PersonName } from "../../../domain/person/person-name.js";
import { cleanField } from "./field-text.js";
import { splitOutsideBraces } from "./outside-braces.js";

const part = /^"?\s*(family|given|prefix|suffix|useprefix|[a-z]+-i)\s*=/i;

/** Whether a name is in biber's extended format: `family=Berg, given=Ada, prefix=van den, useprefix=true`. */
export function isExtendedName(name: string): boolean {
  return part.test(name);
}

/** The parts of such a name; initials (`given-i`) repeat them, and other attributes concern the layout. */
export function readExtendedName(name: string): PersonName {
  const parts = new Map<string, string>();
  for (const pair of splitPairs(name)) {
    const at = pair.indexOf("=");
    const value = unquote(pair.slice(at + 1));
    if (at > 0) parts.set(pair.slice(0, at).trim().replace(/^"\s*/, "").toLowerCase(), value);
  }
  const read = (field: string) => cleanField(parts.get(field) ?? "");
  const [family, given, particle, suffix] = [
    read("family"),
    read("given") || read("given-i"),
    read("prefix"),
    read("suffix"),
  ];
  if (family === "") return { literal: [given, particle, suffix].filter((one) => one !== "").join(" ") };
  if (given === "" && particle === "" && parts.get("family")?.startsWith("{")) return { literal: family };
  return {
    family,
    ...(given !== "" && { given }),
    ...(particle !== "" && { particle }),
    ...(suffix !== "" && { suffix }),
  };
}

/** A comma within quotes or braces belongs to the value. */
function splitPairs(name: string): string[] {
  const pairs: string[] = [];
  let isQuoted = false;
  for (const piece of splitOutsideBraces(name, /,/g)) {
    if (isQuoted) pairs.push(`${pairs.pop()},${piece}`);
    else pairs.push(piece);
    if ((piece.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1) isQuoted = !isQuoted;
  }
  return pairs;
}

/** Quotes may be around the value, or around the whole pair. */
function unquote(value: string): string {
  return value.trim().replace(/^"|(?<!\\)"$/g, "");
}
