import { foldText } from "../text/fold-text.js";
import { hashFnv1a } from "../text/fnv1a.js";
import { type CitedPaper, listNames, writePlain } from "./cited-paper.js";

type KeyedPaper = Pick<CitedPaper, "id" | "title" | "year" | "authors" | "authorNames">;

/** Family name, year and first significant word of the title, in plain letters: `houlsby2019parameter`. */
export function chooseBibtexKey({ authors, authorNames, title, year }: KeyedPaper): string {
  const [first] = listNames({
    authors: authors.slice(0, 1),
    ...(authorNames && { authorNames: authorNames.slice(0, 1) }),
  });
  const name = first === undefined ? "" : "literal" in first ? first.literal : `${first.particle ?? ""}${first.family}`;
  const words = writePlain(title).split(/\s+/).map(keepLetters);
  const word = words.find((candidate) => candidate.length > 3) ?? words.find((candidate) => candidate !== "");
  return `${keepLetters(name)}${year ?? ""}${word ?? ""}` || "paper";
}

/**
 * Returns a function that chooses a key for each paper of one export, of which no two are the same. The keys that readers
 * have given stay; of two papers with one key the first keeps it. A paper whose key is taken gets a hash of its id appended, so the same papers get the same keys in every export. Takes some 30 bytes of
 * memory per paper.
 */
export function createKeyChooser(
  given: readonly string[] = [],
): (paper: KeyedPaper, own?: string | undefined) => string {
  const reserved = new Set(given);
  const taken = new Set<number>(given.map(hashText));
  // Two keys with one hash cost a needless suffix.
  const take = (key: string) => {
    const hash = hashText(key);
    if (taken.has(hash)) return false;
    taken.add(hash);
    return true;
  };
  return (paper, own) => {
    if (own !== undefined && reserved.delete(own)) return own;
    const base = own ?? chooseBibtexKey(paper);
    if (take(base)) return base;
    for (let round = 0; ; round += 1) {
      const key = `${base}-${hashText(`${paper.id}${round === 0 ? "" : round}`).toString(36)}`;
      if (take(key)) return key;
    }
  };
}

const maxPartLength = 40;

function keepLetters(text: string): string {
  return foldText(text)
    .replace(/[^a-z0-9]/g, "")
    .slice(0, maxPartLength);
}

/** Mixed so that short texts spread as well. */
function hashText(text: string): number {
  const unmixed = hashFnv1a(text);
  const hash = Math.imul(unmixed ^ (unmixed >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
