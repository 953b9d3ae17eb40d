import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { AppError } from "../../src/errors.js";
import { benchFlow } from "./flow-bench.js";
import { benchFollows } from "./follows/follows-bench.js";
import { benchFollowsQuality } from "./follows/quality-bench.js";
import { benchFormats } from "./formats-bench.js";
import { benchFusion } from "./fusion/fusion-bench.js";
import { benchIndex } from "./index-bench.js";
import { benchIngest } from "./ingest-bench.js";
import { benchInterests } from "./recommend/interests-bench.js";
import { benchMap } from "./map-bench.js";
import { benchMemory } from "./memory-bench.js";
import { benchOwnFields } from "./own-fields-bench.js";
import { findCorpus } from "./papers.js";
import { benchEmbeddingPeers } from "./peers/embedding-bench.js";
import { benchSearchPeers } from "./peers/search-bench.js";
import { benchHeldOutReaders } from "./recommend/held-out-readers.js";
import { benchRecommendations } from "./recommend/recommend-bench.js";
import { benchKeywordScale } from "./scale-keyword.js";
import { benchLibraryScale } from "./scale-library.js";
import { benchScreening } from "./screening/screening-bench.js";
import { benchSearch } from "./search/search-bench.js";
import { benchSpelling } from "./spelling-bench.js";
import { formatRows, type Row } from "./statistics.js";
import { benchWorkers } from "./workers-bench.js";

const corpusSize = 87_243;

type Corpus = NonNullable<ReturnType<typeof findCorpus>>;
type Bench = (corpus: Corpus, tell: (line: string) => void, size: Size) => Promise<readonly Row[]>;

/** Overrides a benchmark's default size, for a trial run. */
interface Size {
  readonly papers: number | undefined;
  readonly rounds: number | undefined;
  /** Another compiled checkout. */
  readonly against: string | undefined;
  /** A folder in which a library remains for the next run. */
  readonly kept: string | undefined;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { papers: { type: "string" }, rounds: { type: "string" }, against: { type: "string" } },
});

/** Speed and memory, in minutes. */
const daily: Readonly<Record<string, Bench>> = { ingest: benchIngest, search: benchSearch };

/** Quality of variants, and a million papers: they take up to an hour, so each runs only when named. */
const others: Readonly<Record<string, Bench>> = {
  fusion: async (corpus, tell) => {
    await benchFusion(corpus, tell, positionals[1]);
    return [];
  },
  screening: async (corpus, tell, { rounds: topics }) => {
    const [, vectorFolder, part] = positionals;
    await benchScreening(corpus, tell, { vectorFolder, part, topics });
    return [];
  },
  recommend: benchRecommendations,
  "recommend-held-out": benchHeldOutReaders,
  interests: benchInterests,
  "scale-keyword": (corpus, tell) => benchKeywordScale(corpus, tell),
  scale: (corpus, tell, size) => benchLibraryScale(corpus, tell, size),
  map: benchMap,
  peers: async (...all) => [...(await benchEmbeddingPeers(...all)), ...(await benchSearchPeers(...all))],
  "peers-search": benchSearchPeers,
  memory: benchMemory,
  workers: benchWorkers,
  index: benchIndex,
  formats: benchFormats,
  "own-fields": benchOwnFields,
  spelling: benchSpelling,
  follows: benchFollows,
  "follows-quality": benchFollowsQuality,
  flow: (corpus, tell, { papers = corpusSize }) => benchFlow(corpus, tell, { size: papers }),
};

/**
 * `npm run bench [-- <name> [folder]]`: measured figures with their goals or baselines. `search` and `scale` can keep
 * their libraries in a folder; `--papers` and `--rounds` change the size of the benchmarks that accept one.
 */
async function main(): Promise<void> {
  const corpus = findCorpus();
  if (!corpus) {
    print("The large corpus is not here (../shared/data, or PAPERKIN_SHARED_DATA): nothing was measured.");
    return;
  }
  const [wanted] = positionals;
  const size: Size = {
    papers: readCount(values.papers),
    rounds: readCount(values.rounds),
    against: values.against,
    kept: positionals[1],
  };
  const all = { ...daily, ...others };
  const chosen = wanted === undefined ? Object.values(daily) : [all[wanted]];
  const rows: Row[] = [];
  for (const bench of chosen) {
    if (!bench) throw new Error(`there is no benchmark ${wanted}; there are ${Object.keys(all).join(", ")}`);
    rows.push(...(await bench(corpus, print, size)));
  }
  print(`\n${cpus().length} cores, ${cpus()[0]?.model ?? "unknown"}, Node ${process.version}\n`);
  if (rows.length > 0) print(formatRows(rows));
  if (rows.some(({ met }) => !met)) process.exitCode = 1;
}

function readCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Error(`expected a number of papers or rounds, got "${text}"`);
  return count;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  print(`Nothing was measured: ${error.message}`);
  process.exitCode = 2;
}
