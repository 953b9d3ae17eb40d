/** How the lists of names in a column are written, for the lists that do not say it themselves. */
export interface NameStyle {
  /** A comma is between family and given names: `Vance, Ada; Liu, Bo` is in another row. */
  readonly hasParts: boolean;
  /** The names are single words between commas: `Vance, Liu, Okoro`. */
  readonly hasFamiliesOnly: boolean;
  /** A full stop ends each list, as in PubMed's: `Vance A, Liu BC.` */
  readonly endsInFullStop: boolean;
  /** Nothing is between the names: `Ada VanceBo Liu`, as SpringerLink writes them. */
  readonly isGlued: boolean;
}

export const unknownStyle: NameStyle = {
  hasParts: false,
  hasFamiliesOnly: false,
  endsInFullStop: false,
  isGlued: false,
};

/** The style of a column, from some of its cells. */
export function findNameStyle(cells: readonly string[]): NameStyle {
  const lists = cells.filter((cell) => cell !== "");
  const glued = lists.filter((cell) => splitGlued(cell).length > 1).length;
  return {
    hasParts: lists.some(hasPartsBetweenSeparators),
    hasFamiliesOnly: hasFamiliesOnly(lists),
    endsInFullStop: lists.some((cell) => /^[^.]* \p{Lu}+, [^.]* \p{Lu}+\.$/u.test(cell)),
    isGlued: glued >= lists.length * minGluedShare && glued > 0 && !lists.some((cell) => /[;|,]| and /.test(cell)),
  };
}

/** The other cells have one author. */
const minGluedShare = 0.2;

function hasPartsBetweenSeparators(cell: string): boolean {
  const names = cell.split(/;| and /).filter((name) => name.trim() !== "");
  return names.length > 1 && names.every((name) => /^[^,]+,[^,]+$/.test(name));
}

/** Pairs of family and given names are even in number; of family names alone, half of the lists are not. */
function hasFamiliesOnly(cells: readonly string[]): boolean {
  const lists = cells.map((cell) => cell.split(",").map((part) => part.trim())).filter(isListOfWords);
  const odd = lists.filter((parts) => parts.length % 2 === 1).length;
  return odd > 0 && odd * 3 >= lists.length;
}

/** Whether parts between commas are words, most of them single. */
export function isListOfWords(parts: readonly string[]): boolean {
  const single = parts.filter((part) => /^\S{3,}$/.test(part)).length;
  return parts.length > 2 && single * 2 >= parts.length && parts.every((part) => !/[.;]| and |\b\p{Lu}\b/u.test(part));
}

/** Splits names without a separator where a capital letter follows a small one or a full stop within a word. */
export function splitGlued(text: string): string[] {
  const names: string[] = [];
  for (const piece of text.split(seam)) {
    const last = names.at(-1);
    // Every name has two words, so `XiaoMing Li` and `J.Smith` are whole.
    const isPart = last !== undefined && (!last.includes(" ") || !piece.includes(" ") || nobiliary.test(last));
    if (isPart) names[names.length - 1] = last + piece;
    else names.push(piece);
  }
  return names;
}

const seam = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L}\.)(?=\p{Lu}\p{Ll})|(?<= \p{Lu})(?=\p{Lu}\p{Ll})/u;

/** `McDonald`, `LeBlanc` */
const nobiliary =
  /(?:^|[ '-])(?:ma?c|de|di|da|do|du|del|des|dos|la|le|los|van|von|ven|ten|ter|fitz|san|st|al|el|ben|o)$/i;
