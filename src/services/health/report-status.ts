import type { OtherModelStatus } from "../../domain/models/change.js";
import type { ClusterFinding } from "../../domain/health/search-cluster.js";
import type { Readiness, Stats } from "../../domain/health/status.js";
import { formatBytes } from "../../domain/text/amounts.js";
import type { EmbedQueue } from "../../ports/ingest/embed-queue.js";
import type { Embedder } from "../../ports/models/embedder.js";
import type { KeywordSearch } from "../../ports/search/keyword-index.js";
import type { DataDisk } from "../../ports/paper/data-disk.js";
import type { PaperStore } from "../../ports/paper/paper-store.js";
import type { VectorSearch } from "../../ports/vectors/vector-index.js";

export interface ReportStatusDeps extends DataDisk {
  readonly version: string;
  readonly papers: PaperStore;
  readonly keywordIndex: KeywordSearch;
  readonly vectorIndex: VectorSearch;
  readonly embedder: Embedder;
  readonly queue: EmbedQueue;
  readonly hasCaughtUpWithText: () => boolean;
  readonly readOtherModel: () => Promise<OtherModelStatus | undefined>;
  /** How an engine on other machines is, which has neither a data folder nor indexes of its own. Throws `unavailable`. */
  readonly probeCluster?: () => Promise<readonly ClusterFinding[]>;
}

export interface ReportStatus {
  readStats(): Promise<Stats>;
  /** Ready means that queries are answered from complete indexes and that new papers get their vectors. */
  readReadiness(): Promise<Readiness>;
}

/** Papers by which an index may lag behind the store and still count as up to date: a batch or two in progress. */
const lagAllowed = 512;

export function createReportStatus(deps: ReportStatusDeps): ReportStatus {
  const { id, dimensions } = deps.embedder.model;
  return {
    async readStats() {
      const [papers, queue, otherModel] = await Promise.all([
        deps.papers.countPapers(),
        deps.queue.readStatus(),
        deps.readOtherModel(),
      ]);
      const indexes = { keyword: deps.keywordIndex.count, vector: deps.vectorIndex.count };
      const model = { id, dimensions };
      return { version: deps.version, papers, model, ...(otherModel && { otherModel }), indexes, queue };
    },
    async readReadiness() {
      const [queue, papers, engine] = await Promise.all([
        deps.queue.readStatus(),
        deps.papers.countPapers(),
        deps.probeCluster ? checkCluster(deps.probeCluster) : checkFolder(deps),
      ]);
      const checks = {
        ...engine,
        queue: { ok: queue.ready, detail: queue.detail },
        model: { ok: true, detail: id },
      };
      const found = { byWords: deps.keywordIndex.count, byMeaning: deps.vectorIndex.count };
      const ready = Object.values(checks).every(({ ok }) => ok);
      return { ready, papers: { papers: papers.papers, ...found }, checks };
    },
  };
}

type Checks = Readiness["checks"];

async function checkCluster(probe: NonNullable<ReportStatusDeps["probeCluster"]>): Promise<Checks> {
  const findings = await probe();
  const flaws = findings.filter(({ state }) => state !== "ok");
  const told = (flaws.length > 0 ? flaws : findings).map(({ detail, advice }) =>
    [detail, advice ?? []].flat().join(". "),
  );
  return { search: { ok: !flaws.some(({ state }) => state === "problem"), detail: told.join("; ") } };
}

async function checkFolder(deps: ReportStatusDeps): Promise<Checks> {
  const [disk, { papers, embedded }] = await Promise.all([deps.probeDisk(), deps.papers.countPapers()]);
  return {
    disk: checkDisk(disk),
    keywordIndex: checkIndex(deps.keywordIndex.count, papers, { lag: deps.hasCaughtUpWithText() ? lagAllowed : 0 }),
    vectorIndex: checkIndex(deps.vectorIndex.count, embedded, { what: "embedded papers" }),
  };
}

/** Less is soon used up by what is waiting: a batch takes 0.4 MB in store and log. */
const minFreeBytes = 4_000_000;

/** Without it new papers are refused; searches are still answered. */
function checkDisk({ freeBytes, isWritable }: Awaited<ReturnType<DataDisk["probeDisk"]>>): Checks[string] {
  if (!isWritable) return { ok: false, detail: "the data folder cannot be written: new papers are refused" };
  if (freeBytes === undefined) return { ok: true, detail: "writable" };
  const free = `${formatBytes(freeBytes)} free`;
  if (freeBytes >= minFreeBytes) return { ok: true, detail: free };
  return { ok: false, detail: `${free}: new papers are refused until there is more` };
}

function checkIndex(
  held: number,
  wanted: number,
  { what = "papers", lag = lagAllowed }: { readonly what?: string; readonly lag?: number } = {},
): Checks[string] {
  const ok = Math.abs(wanted - held) <= lag;
  return { ok, detail: `${held} of ${wanted} ${what}${ok ? "" : ", being rebuilt"}` };
}
