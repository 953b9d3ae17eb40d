import { existsSync } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { createBm25Index } from "../../../src/adapters/bm25/keyword-index.js";
import { cleanPaper } from "../../../src/domain/paper/clean-paper.js";
import { type Paper, paperInputSchema } from "../../../src/domain/paper/paper.js";
import { readPaperWords } from "../../../src/domain/text/paper-words.js";
import { decodeVector } from "../../../src/domain/vectors/file.js";
import type { KeywordIndex } from "../../../src/ports/search/keyword-index.js";
import { readPapers } from "../papers.js";

const dimensions = 384;
const step = 64;

/** The corpus in the order of its years, so that the last papers are the new ones. */
export interface FollowCorpus {
  readonly papers: readonly Paper[];
  /** Row by row, in the same order. */
  readonly vectors: Float32Array;
}

export async function readFollowCorpus(files: { papers: string; vectors: string }): Promise<FollowCorpus> {
  const lines = await readPapers(files.papers, { count: Infinity });
  const rows = lines.flatMap((line, row) => {
    const parsed = paperInputSchema.safeParse(line);
    const cleaned = parsed.success ? cleanPaper(parsed.data) : undefined;
    return cleaned && "paper" in cleaned ? [{ paper: cleaned.paper, row }] : [];
  });
  rows.sort((one, other) => (one.paper.year ?? 0) - (other.paper.year ?? 0) || one.row - other.row);
  const file = await open(files.vectors);
  const bytes = await file.readFile();
  await file.close();
  const vectors = new Float32Array(rows.length * dimensions);
  for (const [place, { row }] of rows.entries()) {
    const part = bytes.subarray(row * dimensions * 2, (row + 1) * dimensions * 2);
    vectors.set(decodeVector(part, "f16"), place * dimensions);
  }
  return { papers: rows.map(({ paper }) => paper), vectors };
}

export function readRow(vectors: Float32Array, row: number): Float32Array {
  return vectors.subarray(row * dimensions, (row + 1) * dimensions);
}

/** The keyword index of the first papers; ordinals begin at 1. It remains in the folder for the next run. */
export async function openWords(papers: readonly Paper[], folder: string): Promise<KeywordIndex> {
  const place = join(folder, `words-${papers.length}`);
  if (!existsSync(place)) await mkdir(place, { recursive: true });
  const logger = { info: ignore, warn: ignore, error: ignore };
  const index = await createBm25Index({ folder: place, storeId: "follows", logger });
  for (let start = index.lastChange; start < papers.length; start += step) {
    const put = papers.slice(start, start + step).map((paper, row) => ({
      ordinal: 1 + start + row,
      ...readPaperWords(paper),
      names: paper.authors,
      keywords: paper.keywords,
    }));
    await index.apply({ put, removed: [], lastChange: start + put.length });
  }
  await index.save();
  return index;
}

const ignore = (): void => undefined;
