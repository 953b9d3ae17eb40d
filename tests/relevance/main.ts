import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryEmbedQueue } from "../../src/adapters/memory/memory-embed-queue.js";
import { createLogger, type Library, openEmbedder, openLibrary } from "../../src/compose.js";
import { loadConfig } from "../../src/config.js";
import { queryLimits, searchModes, type SearchMode, searchRequestSchema } from "../../src/domain/query.js";
import { type Collection, openCollection } from "./beir.js";
import { computeNdcg } from "./metrics.js";

const depth = 10;

/** `npm run relevance -- <BEIR folder> [--sweep]`: nDCG@10 of the three modes; with --sweep also of every weight. */
async function main(): Promise<void> {
  const [folder, ...options] = process.argv.slice(2);
  if (folder === undefined) throw new Error("usage: npm run relevance -- <BEIR folder> [--sweep]");
  const scratch = await mkdtemp(join(tmpdir(), "paperkin-relevance-"));
  try {
    const collection = await openCollection(folder);
    const library = await openScratchLibrary(scratch);
    const { id } = await library.services.acceptPapers(collection.readPapers());
    const { counts } = await library.services.waitForJob(id);
    print(`${collection.queries.length} queries over ${counts.embedded} papers, nDCG@${depth}:`);
    for (const mode of searchModes)
      print(`  ${mode.padEnd(10)} ${(await measure(library, collection, { mode })).toFixed(4)}`);
    if (options.includes("--sweep")) {
      for (let weight = 0; weight <= 10; weight += 1) {
        const ndcg = await measure(library, collection, { mode: "hybrid", semanticWeight: weight / 10 });
        print(`  hybrid, semanticWeight ${(weight / 10).toFixed(1)}  ${ndcg.toFixed(4)}`);
      }
    }
    await library.close();
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function openScratchLibrary(scratch: string): Promise<Library> {
  const config = loadConfig({ dataDir: scratch });
  const logger = createLogger(config, { fileDescriptor: 2, level: "warn" });
  const report = ({ message }: { message: string }) => print(message);
  return openLibrary(config, {
    logger,
    workers: 1,
    openEmbedder: () => openEmbedder(config, { logger, report, queries: true, workers: 1 }),
    openQueue: async () => createMemoryEmbedQueue(),
  });
}

interface Variant {
  readonly mode: SearchMode;
  readonly semanticWeight?: number;
}

/** Mean over all judged queries. */
async function measure({ services }: Library, { queries }: Collection, variant: Variant): Promise<number> {
  let sum = 0;
  for (const { text, judgements } of queries) {
    const query = text.slice(0, queryLimits.queryLength);
    const { hits } = await services.searchPapers(searchRequestSchema.parse({ query, limit: depth, ...variant }));
    sum += computeNdcg(
      hits.map(({ paper }) => paper.id),
      judgements,
      depth,
    );
  }
  return sum / queries.length;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
