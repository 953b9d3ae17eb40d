import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { GuessLanguage } from "../../ports/search/language-guess.js";
import { readLetterTable } from "./letter-table.js";

/** The parts of eld's detector that are used here. */
interface Detector {
  readonly instance: { detect: GuessLanguage };
  loadData(data: { type: string; languages: Record<string, string>; ngrams: object }): void;
}

/**
 * eld with its small table, read as text: as a module, its 81,000 objects take 45 MB and a third of a second at every
 * start. eld looks letters up in the packed table instead, and gives the same answers.
 */
export async function createGuessLanguage(): Promise<GuessLanguage> {
  const folder = join(findPackage("eld"), "src");
  const [{ createEld }, source] = await Promise.all([
    import(pathToFileURL(join(folder, "languageDetector.js")).href) as Promise<{ createEld(): Detector }>,
    readFile(join(folder, "ngrams", "small.js"), "utf8"),
  ]);
  const { languages, find } = readLetterTable(source);
  const { instance, loadData } = createEld();
  loadData({ type: "small", languages, ngrams: new Proxy({}, { get: (_, ngram) => find(String(ngram)) }) });
  return (text) => instance.detect(text);
}

/** The folder of a package whose `exports` do not name the files that are read. */
function findPackage(name: string): string {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  const found = folders.map((folder) => join(folder, name)).find((folder) => existsSync(folder));
  if (found === undefined) throw new Error(`the package ${name} is not installed`);
  return found;
}
