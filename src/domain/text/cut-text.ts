/** Cuts to a length in UTF-16 code units without splitting a surrogate pair. */
export function cutCharacters(text: string, length: number): string {
  return text.slice(0, length).replace(/\p{Cs}$/u, "");
}
