import type { DisplayName } from "./display-name.js";

/** The first five given names in 30 bits: six bits each, of which the last says that it is an initial. */
export type PackedGiven = number;

const bitsEach = 6;
const maxGiven = 5;
/** Whether any given name is only an initial. */
export const initialBits = 0b000001_000001_000001_000001_000001;
const wholeBit = 0x80000000;

export function packGiven({ given, isWhole }: Pick<DisplayName, "given" | "isWhole">): PackedGiven {
  const packed = given
    .slice(0, maxGiven)
    .reduce(
      (bits, { letter, isInitial }, at) => bits | (((toCode(letter) << 1) | (isInitial ? 1 : 0)) << (at * bitsEach)),
      0,
    );
  return (packed | (isWhole ? wholeBit : 0)) >>> 0;
}

/** 1 to 31; 0 for no letter. */
export function toCode(letter: string): number {
  const code = letter.codePointAt(0);
  if (code === undefined) return 0;
  return code >= 97 && code <= 122 ? code - 96 : 27 + (code % 5);
}

export function isWholeName(packed: PackedGiven): boolean {
  return (packed & wholeBit) !== 0;
}

export function unpackGiven(packed: PackedGiven): { readonly code: number; readonly isInitial: boolean }[] {
  const given = [];
  for (let at = 0; at < maxGiven; at += 1) {
    const bits = (packed >>> (at * bitsEach)) & 0x3f;
    if (bits === 0) break;
    given.push({ code: bits >>> 1, isInitial: (bits & 1) === 1 });
  }
  return given;
}
