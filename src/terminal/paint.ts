/** Marks text for a terminal, or leaves it as it is. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

/** Select Graphic Rendition codes of ECMA-48: bold and faint are both ended by 22, a colour of the text by 39. */
export function createPaint(colours: boolean): Paint {
  const wrap = (code: number, end: number) => (text: string) =>
    colours ? `\u001b[${code}m${text}\u001b[${end}m` : text;
  return { bold: wrap(1, 22), dim: wrap(2, 22), red: wrap(31, 39), green: wrap(32, 39), yellow: wrap(33, 39) };
}
