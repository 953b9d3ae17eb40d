import { cleanHtml } from "./html-markup.js";
import { cleanLatex } from "./latex/clean-latex.js";
import { paperLimits } from "../paper/paper.js";

/** No paper may have a longer text, so what is longer is refused later, and not worth the time. */
const maxTextLength = paperLimits.abstractLength * 2;

/** A title, an abstract or a name out of a source that may write HTML, JATS or LaTeX into it, as plain text. */
export function cleanMarkup(text: string): string {
  return text.length > maxTextLength ? text : cleanLatex(cleanHtml(text));
}

/** The same for a field that may be missing, as it is then. */
export function cleanOptional(text: string | null | undefined): string | undefined {
  return typeof text === "string" ? cleanMarkup(text) : undefined;
}
