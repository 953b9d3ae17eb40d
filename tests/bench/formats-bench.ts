import { execFile } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createFormats } from "../../src/compose/formats.js";
import { formatExportLine } from "../../src/domain/export/exported-paper.js";
import { createReferenceWriter, type ExportFormat, exportFormats } from "../../src/domain/export/format.js";
import { cleanPaper } from "../../src/domain/paper/clean-paper.js";
import { type Paper, paperInputSchema } from "../../src/domain/paper/paper.js";
import type { FormatName } from "../../src/domain/sources/paper-format.js";
import { findPackageFile } from "../../src/package-files.js";
import { readPapers } from "./papers.js";
import type { Row } from "./statistics.js";

const run = promisify(execFile);
const readAs: Readonly<Record<ExportFormat, FormatName>> = {
  jsonl: "jsonl",
  bibtex: "bibtex",
  ris: "ris",
  csl: "csl-json",
  csv: "csv",
};
/** The Python library that reads a format; its `python3` is on the path, or named by PAPERKIN_BENCH_PYTHON. */
const libraries: Readonly<Partial<Record<ExportFormat, string>>> = { bibtex: "bibtexparser", ris: "rispy" };

interface Timing {
  readonly records: number;
  readonly megabytes: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** Writes the papers in every format of export and reads them back, beside Python's libraries where they are installed. */
export async function benchFormats(
  corpus: { readonly papers: string },
  tell: (line: string) => void,
  { papers: count = 87_243 }: { readonly papers?: number | undefined },
): Promise<Row[]> {
  const papers = await readCleanPapers(corpus.papers, count);
  const folder = await mkdtemp(join(tmpdir(), "paperkin-bench-formats-"));
  const rows: Row[] = [];
  try {
    for (const format of exportFormats) {
      const file = join(folder, `papers.${format}`);
      const written = await time(file, () => write(file, format, papers));
      const read = await time(file, () => readBack(file, format));
      const library = libraries[format];
      const peer = library === undefined ? undefined : await askPeer(library, file);
      tell(
        `${format}: written ${describe(written)}, read ${describe(read)}${peer ? `, ${library} ${describe(peer)}` : ""}`,
      );
      rows.push(
        { what: `${format}, written`, figure: describe(written), goal: "", met: written.records === papers.length },
        {
          what: `${format}, read`,
          figure: describe(read),
          goal: peer ? `${library}: ${describe(peer)}` : "",
          met: read.records === papers.length,
        },
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return rows;
}

async function readCleanPapers(file: string, count: number): Promise<Paper[]> {
  const lines = await readPapers(file, { count });
  return lines.flatMap((line) => {
    const cleaned = cleanPaper(paperInputSchema.parse(line));
    return "paper" in cleaned ? [cleaned.paper] : [];
  });
}

async function time(file: string, work: () => Promise<number>): Promise<Timing> {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const records = await work();
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - startedAt) / 1000;
  return { records, megabytes: (await stat(file)).size / 1e6, seconds, cpuSeconds: (user + system) / 1e6 };
}

async function write(file: string, format: ExportFormat, papers: readonly Paper[]): Promise<number> {
  const writer =
    format === "jsonl"
      ? { head: "", write: (paper: Paper) => formatExportLine({ paper, versions: [] }, ""), tail: "" }
      : createReferenceWriter(format);
  const output = createWriteStream(file);
  output.write(writer.head);
  for (const paper of papers) if (!output.write(writer.write(paper))) await once(output, "drain");
  output.end(writer.tail);
  await once(output, "finish");
  return papers.length;
}

/** Counts the records that are papers, checked as an import checks them. */
async function readBack(file: string, format: ExportFormat): Promise<number> {
  const reader = createFormats().find(({ name }) => name === readAs[format]);
  if (!reader) throw new Error(`there is no format ${readAs[format]}`);
  const { records } = await reader.open(createReadStream(file), {});
  let count = 0;
  for await (const record of records)
    if ("value" in record && paperInputSchema.safeParse(record.value).success) count += 1;
  return count;
}

async function askPeer(library: string, file: string): Promise<Timing | undefined> {
  const python = process.env["PAPERKIN_BENCH_PYTHON"] ?? "python3";
  try {
    const { stdout } = await run(python, [findPackageFile("tests/bench/read_references.py"), library, file]);
    return JSON.parse(stdout) as Timing;
  } catch {
    return undefined;
  }
}

function describe({ megabytes, seconds, cpuSeconds }: Timing): string {
  return `${(megabytes / seconds).toFixed(1)} MB/s, ${cpuSeconds.toFixed(1)} s of CPU`;
}
