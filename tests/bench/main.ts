import { cpus } from "node:os";
import { benchFlow } from "./flow-bench.js";
import { benchFusion } from "./fusion-bench.js";
import { benchIngest } from "./ingest-bench.js";
import { benchMap } from "./map-bench.js";
import { findCorpus } from "./papers.js";
import { benchRecommendations } from "./recommendation.js";
import { benchKeywordScale } from "./scale-keyword.js";
import { benchLibraryScale } from "./scale-library.js";
import { benchSearch } from "./search-bench.js";
import { formatRows, type Row } from "./statistics.js";

const corpusSize = 87_243;

type Corpus = NonNullable<ReturnType<typeof findCorpus>>;
type Bench = (corpus: Corpus, tell: (line: string) => void) => Promise<readonly Row[]>;

/** Speed and memory, in minutes. */
const daily: Readonly<Record<string, Bench>> = { ingest: benchIngest, search: benchSearch };

/** Quality of variants, and a million papers: they take up to an hour, so each is asked for by name. */
const others: Readonly<Record<string, Bench>> = {
  fusion: async (corpus, tell) => {
    await benchFusion(corpus, tell);
    return [];
  },
  recommend: benchRecommendations,
  "scale-keyword": benchKeywordScale,
  scale: (corpus, tell) => benchLibraryScale(corpus, tell, { kept: process.argv[3] }),
  map: benchMap,
  flow: (corpus, tell) => benchFlow(corpus, tell, { size: Number(process.argv[3] ?? corpusSize) }),
};

/**
 * `npm run bench [-- <name>]`: measured figures, with what they are held against. `scale` may keep its library in a folder, and
 * `flow` takes the number of papers.
 */
async function main(): Promise<void> {
  const corpus = findCorpus();
  if (!corpus) {
    print("The large corpus is not here (../shared/data, or PAPERKIN_SHARED_DATA): nothing was measured.");
    return;
  }
  const wanted = process.argv[2];
  const all = { ...daily, ...others };
  const chosen = wanted === undefined ? Object.values(daily) : [all[wanted]];
  const rows: Row[] = [];
  for (const bench of chosen) {
    if (!bench) throw new Error(`there is no benchmark ${wanted}; there are ${Object.keys(all).join(", ")}`);
    rows.push(...(await bench(corpus, print)));
  }
  print(`\n${cpus().length} cores, ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}\n`);
  if (rows.length > 0) print(formatRows(rows));
  if (rows.some(({ met }) => !met)) process.exitCode = 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
