import { cleanHtml } from "../../../domain/text/html-markup.js";
import { cleanLatex } from "../../../domain/text/latex/clean-latex.js";

/** The text of a field in one line, without LaTeX and HTML. */
export function cleanField(value: string): string {
  if (!special.test(value)) return value.trim();
  const source = /[&<]/.test(value) ? cleanHtml(value) : value;
  const text = latex.test(source) ? cleanLatex(source, { strict: true }) : source;
  // Mendeley writes tags and entities in LaTeX: `{\textless}i{\textgreater}`, `{\&}amp;`.
  const plain = text === source ? text : cleanHtml(escapedTwice.test(source) ? cleanAgain(text) : text);
  return plain.replace(/\s{2,}|[^\S ]/g, " ").trim();
}

/** Most fields have none of these, and are returned after one look. */
const special = /[\\{}$~&<\t\n\r]|--|``|''| {2}/;
const latex = /[\\{}$~]|--|``|''/;

/** A backslash that Mendeley or Zotero has written for a command of the original. */
const escapedTwice = /\{\\textbackslash\}|\\(?:text)?backslash(?=[A-Za-z])/;

/** Their line breaks are `{\textbackslash}n`; commands of LaTeX that begin with an n are none. */
const lineBreaks =
  /(?:\\r)?\\n(?!(?:u|e|eq|eg|i|ot|otin|mid|abla|exists|parallel|ewline|atural|earrow|warrow|obreak|oindent|olimits|ormalsize)(?![A-Za-z]))/g;

function cleanAgain(text: string): string {
  const commands = text.replace(/\\(?:text)?backslash(?=[A-Za-z])/g, "\\");
  return cleanLatex(commands.replace(lineBreaks, " "));
}
