/** Marks text for a terminal, or leaves it as it is. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
}

/** Select Graphic Rendition codes of ECMA-48: 1 bold and 2 faint, both ended by 22. */
export function createPaint(colours: boolean): Paint {
  const wrap = (code: number) => (text: string) => (colours ? `\u001b[${code}m${text}\u001b[22m` : text);
  return { bold: wrap(1), dim: wrap(2) };
}
