import { execFile } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { ExitUsage } from "./exit-usage.js";
import { readPapers } from "./papers.js";
import { formatTable, median, type Row } from "./statistics.js";

const run = promisify(execFile);
const vectorBytes = 2 * 384;

interface Import extends ExitUsage {
  readonly storeMb: number;
}

/** What own fields (`extra`) cost at import: the same papers with their vectors, with five such fields and without. */
export async function benchOwnFields(
  corpus: { readonly papers: string; readonly vectors: string },
  tell: (line: string) => void,
  {
    papers: count = 20_000,
    rounds = 2,
  }: { readonly papers?: number | undefined; readonly rounds?: number | undefined },
): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "paperkin-bench-"));
  try {
    const vectors = join(folder, "vectors.f16");
    await pipeline(createReadStream(corpus.vectors, { end: count * vectorBytes - 1 }), createWriteStream(vectors));
    const papers = await readPapers(corpus.papers, { count });
    const ways = { without: papers, with: papers.map((paper, at) => ({ ...paper, extra: inventFields(at) })) };
    const imports: Record<keyof typeof ways, Import[]> = { without: [], with: [] };
    for (const [way, some] of Object.entries(ways) as [keyof typeof ways, readonly object[]][])
      await pipeline(
        some.map((paper) => `${JSON.stringify(paper)}\n`),
        createWriteStream(join(folder, `${way}.jsonl`)),
      );
    for (let round = 1; round <= rounds; round += 1)
      for (const way of ["without", "with"] as const) {
        imports[way].push(await importInto(join(folder, way), { papers: join(folder, `${way}.jsonl`), vectors }));
        tell(`own fields, round ${round}: ${way} ${imports[way].at(-1)!.cpuSeconds.toFixed(1)} s of CPU`);
      }
    return report(imports, { count, tell });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** As a group would keep them: few values in most fields, and one that is another for every paper. */
function inventFields(at: number) {
  const stage = ["found", "read", "cited", "left out"][at % 4]!;
  return {
    stage,
    "read by": [`Reader ${at % 7}`, `Reader ${at % 11}`],
    rating: at % 6,
    shelf: `Shelf ${at % 40}`,
    number: `N-${at}`,
  };
}

async function importInto(dataDir: string, { papers, vectors }: { papers: string; vectors: string }): Promise<Import> {
  const [cli, probe] = ["../../src/cli/main.js", "./exit-usage.js"].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const usage = `${dataDir}.usage.json`;
  await rm(dataDir, { recursive: true, force: true });
  const parameters = ["--import", probe!, cli!, "ingest", papers, "--vectors", vectors, "--data-dir", dataDir];
  await run(process.execPath, parameters, {
    env: { ...process.env, PAPERKIN_BENCH_USAGE: usage },
    maxBuffer: 1e8,
  });
  const { size } = await stat(join(dataDir, "papers.sqlite"));
  return { ...(JSON.parse(await readFile(usage, "utf8")) as ExitUsage), storeMb: size / 1e6 };
}

function report(
  imports: Readonly<Record<"without" | "with", readonly Import[]>>,
  { count, tell }: { readonly count: number; readonly tell: (line: string) => void },
): Row[] {
  const read = (way: "without" | "with", field: keyof Import) => median(imports[way].map((each) => each[field]));
  const cells = (["without", "with"] as const).map((way) => [
    `${way} own fields`,
    read(way, "cpuSeconds").toFixed(1),
    read(way, "peakMib").toFixed(0),
    read(way, "storeMb").toFixed(0),
  ]);
  tell(formatTable([`import of ${count} papers`, "CPU, s", "peak memory, MiB", "store, MB"], cells));
  const ratios = imports.with.map(({ cpuSeconds }, round) => cpuSeconds / imports.without[round]!.cpuSeconds);
  return [
    {
      what: `CPU of an import of ${count} papers with five own fields each, over that without`,
      figure: `${median(ratios).toFixed(2)} ×`,
      goal: "",
      met: true,
    },
  ];
}
