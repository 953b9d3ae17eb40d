import type { ReadableText } from "../../domain/text/latex/clean-latex.js";

let readText: ((source: string) => ReadableText) | undefined;

/**
 * Loads the LaTeX reader if one of the texts needs it. It is a quarter of the page's code, and most papers contain no
 * LaTeX. A failure is ignored: the text is then shown as it is.
 */
export async function prepareLatex(texts: readonly (string | undefined)[]): Promise<void> {
  if (readText || !texts.some((text) => text !== undefined && /[\\$]/.test(text))) return;
  readText = await import("../../domain/text/latex/clean-latex.js").then(
    ({ readLatex: read }) => read,
    () => undefined,
  );
}

/** A text without its LaTeX; the text as it is unless {@link prepareLatex} has loaded the reader. */
export function readLatex(source: string): ReadableText {
  return readText ? readText(source) : { text: source, move: (range) => range, restore: (range) => range };
}
