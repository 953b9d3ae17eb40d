/** A query with one word misspelt. */
export interface Slip {
  readonly meant: string;
  readonly typed: string;
  readonly word: string;
  readonly slip: string;
}

export type Draw = () => number;

/** A small linear congruential generator: the same numbers for the same seed. */
export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const neighbours: Readonly<Record<string, string>> = {
  q: "wa",
  w: "qeas",
  e: "wrsd",
  r: "etdf",
  t: "ryfg",
  y: "tugh",
  u: "yihj",
  i: "uojk",
  o: "ipkl",
  p: "ol",
  a: "qwsz",
  s: "awedzx",
  d: "serfxc",
  f: "drtgcv",
  g: "ftyhvb",
  h: "gyujbn",
  j: "huiknm",
  k: "jiolm",
  l: "kop",
  z: "asx",
  x: "zsdc",
  c: "xdfv",
  v: "cfgb",
  b: "vghn",
  n: "bhjm",
  m: "njk",
};
const letters = "abcdefghijklmnopqrstuvwxyz";
const vowels = "aeiou";

/**
 * One edit as people make them: letters left out (a third), replaced by a neighbouring key or another vowel, swapped,
 * doubled or hit together with a neighbouring key; the first letter is wrong in one of twenty.
 */
export function slipAsPeople(word: string, draw: Draw): string {
  const at = draw() < 0.05 ? 0 : 1 + Math.floor(draw() * (word.length - 1));
  const letter = word[at]!;
  const near = pick(neighbours[letter] ?? letters, draw);
  const kind = draw();
  if (kind < 0.33) return word.slice(0, at) + word.slice(at + 1);
  if (kind < 0.53 && at + 1 < word.length) return word.slice(0, at) + word[at + 1]! + letter + word.slice(at + 2);
  if (kind < 0.65) return word.slice(0, at) + letter + word.slice(at);
  if (kind < 0.75) return word.slice(0, at) + near + word.slice(at);
  if (kind < 0.85 && vowels.includes(letter)) return word.slice(0, at) + pick(vowels, draw) + word.slice(at + 1);
  return word.slice(0, at) + near + word.slice(at + 1);
}

/** One edit at a place, of a kind and with a letter that are all equally likely. */
export function slipAtRandom(word: string, draw: Draw): string {
  const at = Math.floor(draw() * word.length);
  const letter = pick(letters, draw);
  switch (Math.floor(draw() * 4)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1);
    case 1:
      return word.slice(0, at) + letter + word.slice(at);
    case 2:
      return word.slice(0, at) + letter + word.slice(at + 1);
    default:
      return word.slice(0, at) + (word[at + 1] ?? "") + word[at]! + word.slice(at + 2);
  }
}

export function pick<Item>(items: ArrayLike<Item>, draw: Draw): Item {
  return items[Math.floor(draw() * items.length)]!;
}
