/** A line of a table of aliases that cannot be read. */
export interface WrongLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

export interface ParsedAliases {
  /** The names of each venue, the one to show first. */
  readonly venues: readonly (readonly string[])[];
  readonly wrong: readonly WrongLine[];
}

/** Reads lines of the form `Name = other name = …`; lines that begin with `#` are comments. */
export function parseVenueAliases(text: string): ParsedAliases {
  const venues: string[][] = [];
  const wrong: WrongLine[] = [];
  for (const [at, line] of text.split(/\r\n?|\n/).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const names = line.split("=").map((name) => name.trim());
    if (names.length > 1 && names.every((name) => /[\p{L}\p{N}]/u.test(name))) venues.push(names);
    else wrong.push({ line: at + 1, text: line.trim() });
  }
  return { venues, wrong };
}
