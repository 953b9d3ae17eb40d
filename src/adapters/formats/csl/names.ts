import { flipName, type PersonName } from "../../../domain/person/person-name.js";
import { isFields, type JsonFields, readClean, readList } from "../json/fields.js";

/** The names of a list in CSL-JSON, which Crossref uses as well; `et al.` and empty names are left out. */
export function readNames(value: unknown): PersonName[] {
  return readList(value).flatMap((one) => {
    const name = isFields(one) ? readName(one) : readPlainName(one);
    return name && !isOthers(name) ? [name] : [];
  });
}

function readName(fields: JsonFields): PersonName | undefined {
  const read = (key: string) => readClean(fields[key]);
  const whole = read("literal") ?? read("name");
  const given = read("given");
  const family = read("family");
  if (family === undefined) {
    const literal = whole ?? given;
    return literal === undefined ? undefined : { literal };
  }
  const particles = [read("dropping-particle"), read("non-dropping-particle")].filter((one) => one !== undefined);
  const [, leading, rest = family] = /^((?:\p{Ll}[\p{L}'’]*[ ])+)(.+)$/u.exec(family) ?? [];
  const particle = [...particles, leading?.trim() ?? []].flat().join(" ");
  const suffix = read("suffix");
  return {
    // Quotation marks keep programs from taking the particle off.
    family: rest.replace(/^"(.+)"$/, "$1"),
    ...(given !== undefined && { given }),
    ...(particle !== "" && { particle }),
    ...(suffix !== undefined && { suffix }),
  };
}

/** CSL-JSON that was written by hand may have names as texts. */
function readPlainName(value: unknown): PersonName | undefined {
  const text = readClean(value);
  return text === undefined ? undefined : { literal: flipName(text) };
}

function isOthers(name: PersonName): boolean {
  return /^(?:others|et al\.?)$/i.test("literal" in name ? name.literal : name.family);
}
