/**
 * How unlikely it is that someone who means a word types another one, as a negative natural logarithm: the error model
 * of a noisy channel (Kernighan, Church and Gale, 1990). The costs follow what collections of slips agree on: swapped
 * letters, doubled letters, neighbouring keys and confused vowels are frequent, a wrong first letter is not.
 */
export function costSlip(typed: string, meant: string): number {
  const width = meant.length + 1;
  const costs = new Float64Array((typed.length + 1) * width);
  for (let row = 0; row <= typed.length; row += 1) {
    for (let column = 0; column <= meant.length; column += 1) {
      if (row === 0 && column === 0) continue;
      costs[row * width + column] = findCheapest(
        { typed, meant },
        { row, column },
        (above, left) => costs[(row - above) * width + column - left]!,
      );
    }
  }
  return costs.at(-1)!;
}

interface Pair {
  readonly typed: string;
  readonly meant: string;
}

const costs = {
  swapped: 5,
  doubled: 5,
  missing: 6,
  added: 7,
  addedNeighbour: 6,
  replaced: 8,
  replacedNeighbour: 6,
  replacedVowel: 6,
  firstLetter: 1.5,
} as const;

function findCheapest(
  { typed, meant }: Pair,
  { row, column }: { readonly row: number; readonly column: number },
  read: (above: number, left: number) => number,
): number {
  const letter = typed[row - 1] ?? "";
  const expected = meant[column - 1] ?? "";
  const first = row <= 1 || column <= 1 ? costs.firstLetter : 0;
  let best = Infinity;
  if (row > 0) best = read(1, 0) + first + costAdded(typed, row - 1, expected);
  if (column > 0) best = Math.min(best, read(0, 1) + first + costMissing(meant, column - 1));
  if (row === 0 || column === 0) return best;
  best = Math.min(best, read(1, 1) + (letter === expected ? 0 : first + costReplaced(letter, expected)));
  const isSwap = row > 1 && column > 1 && letter === meant[column - 2] && typed[row - 2] === expected;
  return isSwap ? Math.min(best, read(2, 2) + costs.swapped + (row === 2 ? costs.firstLetter : 0)) : best;
}

/** @param expected the letter that was meant before the added one */
function costAdded(typed: string, at: number, expected: string): number {
  const letter = typed[at]!;
  if (letter === typed[at - 1] || letter === typed[at + 1]) return costs.doubled;
  return areNeighbours(letter, expected) || areNeighbours(letter, typed[at + 1] ?? "")
    ? costs.addedNeighbour
    : costs.added;
}

function costMissing(meant: string, at: number): number {
  return meant[at] === meant[at - 1] || meant[at] === meant[at + 1] ? costs.doubled : costs.missing;
}

function costReplaced(letter: string, expected: string): number {
  if (areNeighbours(letter, expected)) return costs.replacedNeighbour;
  return vowels.has(letter) && vowels.has(expected) ? costs.replacedVowel : costs.replaced;
}

const vowels = new Set("aeiouy");
const keyRows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const keys = new Map(keyRows.flatMap((row, y) => [...row].map((key, x) => [key, { x: x + y / 2, y }] as const)));

/** Whether two keys touch on a QWERTY keyboard. */
function areNeighbours(one: string, other: string): boolean {
  const a = keys.get(one);
  const b = keys.get(other);
  return a !== undefined && b !== undefined && one !== other && Math.abs(a.y - b.y) <= 1 && Math.abs(a.x - b.x) <= 1;
}
