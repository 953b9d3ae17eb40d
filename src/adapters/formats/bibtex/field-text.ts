import { cleanHtml } from "../../../domain/text/html-markup.js";
import { cleanLatex } from "../../../domain/text/latex/clean-latex.js";

/** The text of a field in one line, without LaTeX and HTML. */
export function cleanField(value: string): string {
  const source = cleanHtml(value);
  const text = cleanLatex(source, { strict: true });
  // Mendeley writes tags and entities in LaTeX: `{\textless}i{\textgreater}`, `{\&}amp;`.
  const plain = text === source ? text : cleanHtml(text);
  return plain.replace(/\s+/g, " ").trim();
}
