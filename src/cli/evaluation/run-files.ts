import { stat } from "node:fs/promises";
import { dirname, parse, format } from "node:path";
import { nameDocument } from "../../domain/evaluation/document-names.js";
import { nameRun } from "../../domain/evaluation/report.js";
import { fitsRunFile, formatRunLines } from "../../domain/evaluation/run-file.js";
import { AppError } from "../../errors.js";
import type { Measurement, Variant } from "../../services/evaluation/evaluate-rankings.js";
import { writeFileAtomically } from "../../terminal/write-file.js";
import type { Collection } from "./read-collection.js";

/** Collects the rankings of a measurement, and writes a run in TREC's format for each of its rows. */
export interface RunFiles {
  readonly onRanked: NonNullable<Measurement["onRanked"]>;
  /** Returns the files: the given one, or one per row with the row's name before the extension. */
  write(signal: AbortSignal): Promise<readonly string[]>;
}

/** Throws `bad_input` if a run could not be written, before anything is measured. */
export async function createRunFiles(file: string, collection: Collection): Promise<RunFiles> {
  await requireFolder(file);
  requireIdsThatFit(collection);
  const runs = new Map<string, string[]>();
  return {
    onRanked(variant, query, documents) {
      const name = toWord(variant);
      if (!runs.has(name)) runs.set(name, []);
      runs.get(name)!.push(formatRunLines(query, documents, `paperkin-${name}`));
    },
    async write(signal) {
      const files: string[] = [];
      for (const [name, lines] of runs) {
        const path = runs.size === 1 ? file : insertName(file, name);
        await writeFileAtomically(path, encodeLines(lines), { gzip: false, signal });
        files.push(path);
      }
      return files;
    },
  };
}

async function requireFolder(file: string): Promise<void> {
  const folder = dirname(file);
  const facts = await stat(folder).catch(() => undefined);
  if (!facts?.isDirectory()) throw new AppError("bad_input", `--run: there is no folder ${folder}.`);
}

function requireIdsThatFit({ queries, documents, names }: Collection): void {
  const unfit = queries.find(({ id }) => !fitsRunFile(id))?.id ?? findUnfitDocument(documents, names);
  if (unfit !== undefined)
    throw new AppError(
      "bad_input",
      `--run: TREC's format cannot hold the id ${JSON.stringify(unfit)}: it has a space.`,
    );
}

function findUnfitDocument(documents: number, names: Collection["names"]): string | undefined {
  for (let index = 0; index < documents; index += 1) {
    const id = names.findOriginal(nameDocument(index)) ?? "";
    if (!fitsRunFile(id)) return id;
  }
  return undefined;
}

function toWord(variant: Variant): string {
  return nameRun(variant).replace(" ", "-");
}

/** `out/run.txt` becomes `out/run.hybrid.txt`. */
function insertName(file: string, name: string): string {
  const { dir, name: stem, ext } = parse(file);
  return format({ dir, name: `${stem}.${name}`, ext });
}

async function* encodeLines(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of lines) yield Buffer.from(text);
}
