import { cleanHtml } from "./html-markup.js";
import { cleanLatex } from "./latex/clean-latex.js";
import { paperLimits } from "../paper/paper.js";

/** A longer text exceeds the limits of a paper and is rejected later, so it is not cleaned. */
const maxTextLength = paperLimits.abstractLength * 2;

/** Converts a title, an abstract or a name that may contain HTML, JATS or LaTeX to plain text. */
export function cleanMarkup(text: string): string {
  return text.length > maxTextLength ? text : cleanLatex(cleanHtml(text));
}

/** The same for an optional field. */
export function cleanOptional(text: string | null | undefined): string | undefined {
  return typeof text === "string" ? cleanMarkup(text) : undefined;
}
