import { writeScript } from "./notation.js";
import { findGroupEnd, type LatexScan } from "./pieces.js";
import { writeNumber, writeUnit } from "./units.js";

/** Commands of siunitx and mhchem, and their number of arguments. */
const lengths: Readonly<Record<string, number>> = {
  num: 1,
  si: 1,
  unit: 1,
  ang: 1,
  SI: 2,
  qty: 2,
  SIrange: 3,
  qtyrange: 3,
  numrange: 2,
  ce: 1,
  cf: 1,
};

/** The text of a quantity, `\SI{5}{\micro\metre}`, or of a chemical formula, `\ce{SO4^2-}`; undefined for others. */
export function readQuantity(scan: LatexScan, name: string, end: number): { text: string; to: number } | undefined {
  const length = Object.hasOwn(lengths, name) ? lengths[name]! : 0;
  const parts: string[] = [];
  let to = end + (/^\s*\[[^\][{}]{0,200}\]/.exec(scan.source.slice(end, end + 210))?.[0].length ?? 0);
  while (parts.length < length) {
    const next = findGroupEnd(scan, to);
    if (next === undefined || next - to > maxLength) return undefined;
    parts.push(scan.source.slice(to + 1, next - 1));
    to = next;
  }
  return length === 0 ? undefined : { text: write(name, parts), to };
}

const maxLength = 500;

function write(name: string, [one = "", two = "", three = ""]: readonly string[]): string {
  if (name === "si" || name === "unit") return writeUnit(one);
  if (name === "num") return writeNumber(one);
  if (name === "ang") return writeAngle(one);
  if (name === "ce" || name === "cf") return writeFormula(one);
  const numbers = name.endsWith("range") ? `${writeNumber(one)}–${writeNumber(two)}` : writeNumber(one);
  if (name === "numrange") return numbers;
  const unit = writeUnit(name.endsWith("range") ? three : two);
  return /^[°′″]$/.test(unit) ? numbers + unit : `${numbers} ${unit}`.trim();
}

/** Degrees, minutes and seconds. */
function writeAngle(source: string): string {
  const parts = source.split(";").map((part) => writeNumber(part.trim()));
  return parts.map((part, at) => (part === "" ? "" : part + (["°", "′", "″"][at] ?? ""))).join("");
}

const arrows: Readonly<Record<string, string>> = { "->": "→", "<-": "←", "<->": "↔", "<=>": "⇌" };

/** Charges become superscripts; the numbers of atoms remain: H2O, SO4²⁻. */
function writeFormula(source: string): string {
  return source
    .replace(/<?[-=]>|<-/g, (arrow) => arrows[arrow] ?? arrow)
    .replace(/\^\{?(\d*[-+])\}?/g, (_, charge: string) => writeScript(charge, "^"))
    .replace(/\^\{?(\d+)\}?(?=[A-Z])/g, (_, mass: string) => writeScript(mass, "^"))
    .replace(/_\{?([\d.]+)\}?/g, "$1")
    .replace(/[{}$]/g, "");
}
