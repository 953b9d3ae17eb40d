/** FNV-1a over UTF-16 code units. Two seeds make 64 bits. */
export function hashWord(word: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

export const firstSeed = 0x811c9dc5;
export const secondSeed = 0x01234567;
