import { createReadStream, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";

export interface BenchPaper {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
}

/** The folder of the large corpus: PAPERKIN_SHARED_DATA, or `../shared/data` relative to the checkout. */
export function findCorpus(): { papers: string; vectors: string } | undefined {
  const folder = resolve(process.env["PAPERKIN_SHARED_DATA"] ?? "../shared/data");
  const files = { papers: join(folder, "papers-87k.jsonl.gz"), vectors: join(folder, "papers-87k.bge-small-q8.f16") };
  return existsSync(files.papers) && existsSync(files.vectors) ? files : undefined;
}

/** Papers `skip` to `skip + count − 1` of a gzipped JSONL file. */
export async function readPapers(file: string, range: { skip?: number; count: number }): Promise<BenchPaper[]> {
  const { skip = 0, count } = range;
  const papers: BenchPaper[] = [];
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    line += 1;
    if (line <= skip) continue;
    papers.push(JSON.parse(text) as BenchPaper);
    if (papers.length === count) break;
  }
  return papers;
}
