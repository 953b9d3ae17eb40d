import { cpus } from "node:os";
import { benchIngest } from "./ingest-bench.js";
import { findCorpus } from "./papers.js";
import { benchSearch } from "./search-bench.js";
import { formatRows } from "./statistics.js";

/** `npm run bench [-- ingest|search]`: speed and memory as ratios and percentiles, with what they are held against. */
async function main(): Promise<void> {
  const corpus = findCorpus();
  if (!corpus) {
    print("The large corpus is not here (../shared/data, or PAPERKIN_SHARED_DATA): nothing was measured.");
    return;
  }
  const wanted = process.argv[2];
  const ingest = wanted === undefined || wanted === "ingest" ? await benchIngest(corpus, print) : [];
  const search = wanted === undefined || wanted === "search" ? await benchSearch(corpus, print) : [];
  print(
    `\n${cpus().length} cores, ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}\n\n${formatRows([...ingest, ...search])}`,
  );
  if ([...ingest, ...search].some(({ met }) => !met)) process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
