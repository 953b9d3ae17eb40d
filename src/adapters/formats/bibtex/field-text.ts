import { cleanHtml } from "../../../domain/text/html-markup.js";
import { cleanLatex } from "../../../domain/text/latex/clean-latex.js";

/** The text of a field in one line, without LaTeX and HTML. */
export function cleanField(value: string): string {
  const source = cleanHtml(value);
  const text = cleanLatex(source, { strict: true });
  // Mendeley writes tags and entities in LaTeX: `{\textless}i{\textgreater}`, `{\&}amp;`.
  const plain = text === source ? text : cleanHtml(escapedTwice.test(source) ? cleanAgain(text) : text);
  return plain.replace(/\s+/g, " ").trim();
}

/** A backslash that Mendeley or Zotero has written for a command of the original. */
const escapedTwice = /\{\\textbackslash\}|\\(?:text)?backslash(?=[A-Za-z])/;

/** Their line breaks are `{\textbackslash}n`; commands of LaTeX that begin with an n are none. */
const lineBreaks =
  /(?:\\r)?\\n(?!(?:u|e|eq|eg|i|ot|otin|mid|abla|exists|parallel|ewline|atural|earrow|warrow|obreak|oindent|olimits|ormalsize)(?![A-Za-z]))/g;

function cleanAgain(text: string): string {
  const commands = text.replace(/\\(?:text)?backslash(?=[A-Za-z])/g, "\\");
  return cleanLatex(commands.replace(lineBreaks, " "));
}
