import { cleanLatex } from "../domain/text/latex/clean-latex.js";

/**
 * Text from papers is untrusted: control characters, including escape sequences, would control the terminal, and line
 * breaks would break the layout.
 */
export function cleanLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
}

/**
 * Text in lines, for a terminal: what would move its cursor or set its title, in the name of a file or in the message of
 * another program, is shown as U+FFFD. Colours stay.
 */
export function cleanOutput(text: string): string {
  return text.replace(/(\p{Cc})(\[[0-9;]{0,8}m)?/gu, (whole, control: string, colour = "") => {
    const isHarmless = control === "\n" || control === "\t" || (control === "\u001b" && colour !== "");
    return isHarmless ? whole : `\uFFFD${colour}`;
  });
}

/** A title or an abstract on one line, its LaTeX as readable Unicode. */
export function cleanPaperText(text: string): string {
  return cleanLine(cleanLatex(text));
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\uff01-\uff60\uffe0-\uffe6]|\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Emoji_Presentation}/u;
const widthless = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Terminal cells of a text: East Asian wide characters (Unicode UAX #11) take two, combining marks none. */
export function countColumns(text: string): number {
  let columns = 0;
  for (const character of text) columns += widthless.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
}

/** Cuts text that is too wide and ends it with an ellipsis. */
export function cutText(text: string, columns: number): string {
  if (countColumns(text) <= columns) return text;
  return `${takeColumns(text, columns - 1).trimEnd()}…`;
}

/** Breaks text between words into lines that fit; a word wider than a line is split. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((part) => breakWord(part, columns))) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (countColumns(joined) <= columns) {
      line = joined;
      continue;
    }
    lines.push(line);
    line = word;
  }
  return [...lines, line];
}

function breakWord(word: string, columns: number): string[] {
  const parts: string[] = [];
  let rest = word;
  while (countColumns(rest) > columns) {
    // At least one character, because one wider than the line would loop forever.
    const part = takeColumns(rest, columns) || (Array.from(rest)[0] ?? "");
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest];
}

function takeColumns(text: string, columns: number): string {
  let taken = "";
  let width = 0;
  for (const character of text) {
    width += countColumns(character);
    if (width > columns) break;
    taken += character;
  }
  return taken;
}
