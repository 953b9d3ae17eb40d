import type { FormatName } from "./paper-format.js";

/** The format of text with a tag at the start of each line. */
export function detectTagged(text: string): FormatName | undefined {
  return shapes.find(([, pattern]) => pattern.test(text))?.[0];
}

const shapes: readonly (readonly [FormatName, RegExp])[] = [["ris", /^TY {1,2}- /m]];
