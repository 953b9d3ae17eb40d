import { foldText, splitWords } from "../text/fold-text.js";

/** A query while it is typed. */
export interface TypedText {
  /** As typed, without blanks at the beginning. */
  readonly text: string;
  /** The folded words that are whole. */
  readonly whole: readonly string[];
  /** The folded beginning of the last word; empty after a blank. */
  readonly last: string;
}

export function readTypedText(typed: string): TypedText {
  const text = typed.trimStart();
  const words = splitWords(foldText(text));
  const isOpen = /[\p{L}\p{M}\p{N}]$/u.test(text);
  return { text, whole: isOpen ? words.slice(0, -1) : words, last: isOpen ? words.at(-1)! : "" };
}

/** Whether a text has all the words that are typed, of the last one at least the beginning. */
export function hasTypedWords({ whole, last }: TypedText, text: string): boolean {
  const words = splitWords(foldText(text));
  return whole.every((word) => words.includes(word)) && words.some((word) => word.startsWith(last));
}
