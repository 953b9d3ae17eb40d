/** Styles text for a terminal, or returns it unchanged. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

/** SGR codes of ECMA-48: 22 ends both bold and faint, 39 ends a text colour. */
export function createPaint(colours: boolean): Paint {
  const wrap = (code: number, end: number) => (text: string) =>
    colours ? `\u001b[${code}m${text}\u001b[${end}m` : text;
  return { bold: wrap(1, 22), dim: wrap(2, 22), red: wrap(31, 39), green: wrap(32, 39), yellow: wrap(33, 39) };
}
