const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

/** FNV-1a (Fowler, Noll and Vo) over UTF-16 code units: an unsigned number of 32 bits. Another seed gives another hash. */
export function hashFnv1a(text: string, seed = offsetBasis): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), prime);
  return hash >>> 0;
}
