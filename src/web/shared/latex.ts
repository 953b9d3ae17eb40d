import type * as latex from "../../domain/text/latex/clean-latex.js";

type Reader = Pick<typeof latex, "readLatex" | "splitReadable">;

let reader: Reader | undefined;

/**
 * Loads the LaTeX reader if one of the texts needs it. It is a quarter of the page's code, and most papers contain no
 * LaTeX. A failure is ignored: the text is then shown as it is.
 */
export async function prepareLatex(texts: readonly (string | undefined)[]): Promise<void> {
  if (reader || !texts.some((text) => text !== undefined && /[\\$]/.test(text))) return;
  reader = await import("../../domain/text/latex/clean-latex.js").catch(() => undefined);
}

/** A text without its LaTeX; the text as it is unless {@link prepareLatex} has loaded the reader. */
export function readLatex(source: string): latex.ReadableText {
  return reader ? reader.readLatex(source) : { text: source, move: (range) => range, restore: (range) => range };
}

/** The same in parts, with the formulas. */
export function splitReadable(source: string): readonly latex.ReadablePart[] {
  return reader ? reader.splitReadable(source) : [{ text: source }];
}
