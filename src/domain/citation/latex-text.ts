import { splitReadable } from "../text/latex/clean-latex.js";
import { hasBalancedBraces } from "./balanced-braces.js";
import { isSafeFormula } from "./safe-formula.js";

/**
 * A text as LaTeX: formulas of known commands stay formulas, all else is escaped, so that it prints as it is and holds no
 * command. Its braces are balanced.
 */
export function writeLatex(text: string): string {
  const parts: Part[] = [];
  for (const { text: plain, formula } of splitReadable(text)) {
    const last = parts.at(-1);
    if (formula !== undefined && isSafeFormula(formula)) parts.push({ formula });
    // Signs on both sides of a seam may be a ligature.
    else if (last?.plain !== undefined) last.plain += plain;
    else parts.push({ plain });
  }
  const isBalanced = hasBalancedBraces(parts.map(({ plain = "" }) => plain).join(""));
  return parts
    .map(({ plain = "", formula }) => formula ?? escapeSigns(plain, isBalanced))
    .join("")
    .replace(/\s+/g, " ")
    .trim()
    .normalize("NFC");
}

type Part = { plain: string; formula?: never } | { plain?: never; readonly formula: string };

/** The same for a text that has no formulas, such as a name. */
export function escapeLatex(text: string): string {
  return escapeSigns(text, hasBalancedBraces(text));
}

const latexWords: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};
/** BibTeX counts braces, even escaped ones, to find where a field ends. */
const loneBraces: Readonly<Record<string, string>> = { "{": "\\textbraceleft{}", "}": "\\textbraceright{}" };

function escapeSigns(text: string, isBalanced: boolean): string {
  return text
    .replace(/[\\~^&%$#_{}\p{Cc}\p{Cs}\u2028\u2029]/gu, (sign) => {
      if (/[&%$#_]/.test(sign)) return `\\${sign}`;
      return latexWords[sign] ?? (isBalanced && loneBraces[sign] ? `\\${sign}` : (loneBraces[sign] ?? " "));
    })
    .replace(ligature, "$&{}");
}

/** Pairs that fonts of LaTeX print as one character. */
const ligature = /([-'`,<>])(?=\1)|[!?](?=`)/g;
