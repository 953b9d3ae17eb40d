import { hasBalancedBraces } from "./balanced-braces.js";
import { functions, letterCommands, mathAccents, relations, symbols } from "../text/latex/symbols.js";

/**
 * Whether a formula with its delimiters contains only commands that print mathematics. `\input`, `\write` and all other
 * commands that do something make it text. So does `^^`, with which TeX spells any character, also a backslash.
 */
export function isSafeFormula(formula: string): boolean {
  const inner = formula.startsWith("$$")
    ? formula.slice(2, -2)
    : formula.slice(formula.startsWith("$") ? 1 : 2, formula.startsWith("$") ? -1 : -2);
  // TeX does not count escaped braces, and BibTeX does.
  if (
    /\^\^|[\p{Cc}\uFFFD]/u.test(inner.replace(/[\n\t]/g, " ")) ||
    ![inner, withoutEscapes(inner)].every(hasBalancedBraces)
  )
    return false;
  for (const [, name = ""] of inner.matchAll(/\\([A-Za-z]+|[^]|$)/g)) {
    if (!isMathCommand(name)) return false;
  }
  return !/[%#&$~]/.test(withoutEscapes(inner));
}

const layout = new Set(
  (
    "text textit textbf textrm textsf texttt mathrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak mathbb mathds " +
    "boldsymbol bm operatorname mbox frac dfrac tfrac cfrac sqrt binom overset underset underbrace overbrace overline " +
    "underline left right middle big Big bigg Bigg bigl bigr Bigl Bigr displaystyle textstyle scriptstyle limits " +
    "nolimits quad qquad rm bf it cal sf tt"
  ).split(" "),
);
/** Names that are read but that LaTeX does not define, or that are not for formulas. */
const undefinedNames = new Set(
  "eps ie eg etc Tilde Hat Bar slash degree poly polylog sign diag rank softmax choose over euro".split(" "),
);

function isMathCommand(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return /^[,;:! {}|%#&_$]$/.test(name);
  if (undefinedNames.has(name)) return false;
  if (layout.has(name) || functions.has(name)) return true;
  return [symbols, relations, mathAccents, letterCommands].some((known) => known.get(name) !== undefined);
}

function withoutEscapes(text: string): string {
  return text.replace(/\\[^]/g, "");
}
