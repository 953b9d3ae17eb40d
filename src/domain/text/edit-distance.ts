/**
 * Rows of the table of optimal string alignment (Boytsov, 2011, "restricted Damerau–Levenshtein"): deleting, inserting,
 * replacing, or swapping adjacent letters costs one edit each, and no letter is edited twice. Each row adds a letter of
 * the other word; earlier rows are kept, so that words with a common prefix share their rows.
 *
 * Only the cells within `maxEdits` of the diagonal are computed, since all others are above it.
 */
export class EditRows {
  private readonly word: readonly number[];
  private readonly maxEdits: number;
  private readonly rows: Uint8Array[] = [];
  private readonly letters: number[] = [];

  constructor(word: string, maxEdits: number) {
    this.word = listLetters(word);
    this.maxEdits = maxEdits;
    this.rows.push(Uint8Array.from({ length: this.word.length + 1 }, (_, column) => Math.min(column, maxEdits + 1)));
  }

  /**
   * Sets the letter (a code point) after the first `depth` letters of the other word and discards all later letters.
   * Returns whether a word with this prefix can still be within `maxEdits` edits.
   */
  advance(depth: number, letter: number): boolean {
    const { word, maxEdits, letters, rows } = this;
    letters[depth] = letter;
    const above = rows[depth]!;
    const row = (rows[depth + 1] ??= new Uint8Array(word.length + 1));
    const start = Math.max(1, depth + 1 - maxEdits);
    const end = Math.min(word.length, depth + 1 + maxEdits);
    let edits = start === 1 ? Math.min(depth, maxEdits) + 1 : maxEdits + 1;
    let lowest = edits;
    row[start - 1] = edits;
    for (let column = start; column <= end; column += 1) {
      const expected = word[column - 1]!;
      // The cell to the left was computed last.
      edits = Math.min(edits, above[column]!, above[column - 1]! - +(letter === expected)) + 1;
      if (depth > 0 && column > 1 && letter === word[column - 2] && letters[depth - 1] === expected) {
        edits = Math.min(edits, rows[depth - 1]![column - 2]! + 1);
      }
      if (edits > maxEdits) edits = maxEdits + 1;
      row[column] = edits;
      if (edits < lowest) lowest = edits;
    }
    // The next row reads one cell beyond the computed ones.
    if (end < word.length) row[end + 1] = maxEdits + 1;
    return lowest <= maxEdits;
  }

  /** Edits between the word and the first `depth` letters of the other; `maxEdits` + 1 means any greater number. */
  measure(depth: number): number {
    const { word, maxEdits, rows } = this;
    return Math.abs(word.length - depth) > maxEdits ? maxEdits + 1 : rows[depth]![word.length]!;
  }
}

/** Edits between two words; `undefined` if there are more than `maxEdits`. */
export function countEdits(word: string, other: string, maxEdits: number): number | undefined {
  const letters = listLetters(other);
  const rows = new EditRows(word, maxEdits);
  for (const [depth, letter] of letters.entries()) if (!rows.advance(depth, letter)) return undefined;
  const edits = rows.measure(letters.length);
  return edits <= maxEdits ? edits : undefined;
}

function listLetters(word: string): number[] {
  return Array.from(word, (letter) => letter.codePointAt(0)!);
}
