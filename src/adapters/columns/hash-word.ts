import { hashFnv1a } from "../../domain/text/fnv1a.js";

/** Mixed once more, as short words differ in few bits. Two seeds make 64 bits. */
export function hashWord(word: string, seed: number): number {
  const hash = hashFnv1a(word, seed);
  return (hash ^ (hash >>> 15)) >>> 0;
}

export const firstSeed = 0x811c9dc5;
export const secondSeed = 0x01234567;
