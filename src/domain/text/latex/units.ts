import { writeScript } from "./notation.js";
import { readPairs } from "./symbols.js";

/** Units of siunitx, and their abbreviations. */
const units = readPairs(`
  metre m meter m gram g second s ampere A kelvin K mole mol candela cd hertz Hz newton N pascal Pa joule J watt W
  coulomb C volt V farad F ohm Ω siemens S weber Wb tesla T henry H celsius °C degreeCelsius °C lumen lm lux lx
  becquerel Bq gray Gy sievert Sv electronvolt eV litre L liter L bar bar percent % minute min hour h day d degree °
  arcminute ′ arcsecond ″ angstrom Å decibel dB dalton Da tonne t us μs ug μg um μm umol μmol uL μL ul μL uA μA kohm kΩ
`);
const prefixes = readPairs(`
  exa E peta P tera T giga G mega M kilo k hecto h deca da deci d centi c milli m micro μ nano n pico p femto f atto a
`);
const powers = readPairs("square ² cubic ³ squared ² cubed ³");

/** Writes the unit of `\si{\kilo\gram\per\cubic\metre}` as kg/m³. */
export function writeUnit(source: string): string {
  let text = "";
  let separator = "";
  let power = "";
  for (const [token, name, exponent] of source.matchAll(/\\([A-Za-z]+)|\^\{?(-?\d{1,3})\}?|[^\\^{}~.\s]+|[~.\s]/g)) {
    const prefix = name === undefined ? undefined : prefixes.get(name);
    if (exponent !== undefined) text += writeScript(exponent, "^");
    else if (name === "per") separator = "/";
    else if (name === "squared" || name === "cubed") text += powers.get(name);
    else if (name === "square" || name === "cubic") power = powers.get(name) ?? "";
    else if (prefix !== undefined) {
      text += separator + prefix;
      separator = "";
    } else if (/^[~.\s]/.test(token)) separator ||= " ";
    else {
      text += (separator === " " && text === "" ? "" : separator) + (units.get(name ?? "") ?? name ?? token) + power;
      [separator, power] = [" ", ""];
    }
  }
  return text;
}

/** Writes the number of `\num{1.5e-3}` as 1.5×10⁻³. */
export function writeNumber(source: string): string {
  return source
    .replace(/(?:(?<!\s)\s*|(?<=\s))(?:\+-|\\pm(?![A-Za-z]))\s*/g, " ± ")
    .replace(/(?<=\d)[eEdD]([-+]?\d+)/, (_, exponent: string) => `×10${writeScript(exponent.replace("+", ""), "^")}`)
    .replace(/[{}]/g, "")
    .replace(/(?<![\w⁻])-(?=\d)/g, "−");
}
