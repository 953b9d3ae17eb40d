import { type HealthReport, ok, problem, type Verdict, warning } from "../../domain/health/report.js";
import { threadBytes, type WorkerPlan } from "../../domain/ingest/worker-plan.js";
import { parseFingerprint } from "../../domain/models/model.js";
import { formatBytes, formatCount } from "../../domain/text/amounts.js";
import { describeError } from "../../errors.js";
import type { FileCheck } from "../../ports/models/model-store.js";

/** Checks everything that paperkin depends on; it writes and downloads nothing. */
export type CheckHealth = () => Promise<HealthReport>;

/** Probes write nothing and take at most a few seconds. A `flaw` explains why something cannot be used. */
export interface HealthProbes {
  /** The model that the settings select. */
  readonly modelId: string;
  readonly node: { version: string; oldest: string };
  readonly embedding: WorkerPlan;
  readonly availableBytes: number;
  loadNativeModules(): Promise<readonly { name: string; flaw?: string | undefined }[]>;
  verifyModel(): Promise<{ id: string; bytes: number; files: readonly Pick<FileCheck, "file" | "state">[] }>;
  readFolder(): Promise<FolderFacts>;
  tryPort(): Promise<{ place: string; port: number; flaw?: string | undefined; takenBy?: string }>;
  askQueue(): Promise<QueueFacts>;
}

export interface FolderFacts {
  readonly path: string;
  readonly exists: boolean;
  readonly writable: boolean;
  readonly freeBytes?: number | undefined;
  /** The process that has it open. */
  readonly owner?: { pid: number; host: string; url?: string } | undefined;
  /** A string explains why the store cannot be read. */
  readonly store?: string | StoreFacts | undefined;
  readonly indexes?: { keyword: IndexFacts; vector: IndexFacts } | undefined;
}

export interface StoreFacts {
  readonly bytes: number;
  readonly layout: number;
  readonly knownLayout: number;
  /** Absent for another layout, and if the store cannot be read without writing. */
  readonly content?: { papers: number; vectors: number; waiting: number; fingerprint: string | null } | undefined;
}

export interface IndexFacts {
  readonly bytes: number;
  readonly saved?: { count: number; lastChange: number } | undefined;
  readonly flaw?: string | undefined;
  /** The last change of the store that belongs in the index. */
  readonly newest: number;
}

interface QueueFacts {
  /** Such as `Redis at redis://host:6379`. */
  readonly server: string;
  readonly flaw?: string;
  readonly version?: string | undefined;
  readonly oldest?: string;
  /** What Redis does when its memory is full; BullMQ needs `noeviction`. */
  readonly policy?: string | undefined;
}

export function createCheckHealth(probes: HealthProbes): CheckHealth {
  return async () => {
    const folder = probes.readFolder();
    // A folder that cannot be probed is one problem: checks that depend on it are left out.
    const known = folder.catch(() => undefined);
    const found = await Promise.all([
      ...checkMachine(probes),
      ...checkFolder(folder, known, probes.modelId),
      ...checkServing(known, probes),
    ]);
    const checks = found.filter((row) => row !== undefined);
    return { ok: checks.every(({ state }) => state !== "problem"), checks };
  };
}

/** A row of the table; undefined if there is nothing to check. A probe that throws is reported as a problem. */
async function check<Facts>(
  name: string,
  probe: Facts | Promise<Facts | undefined>,
  judge: (facts: Facts) => Verdict | undefined,
) {
  try {
    const facts = await probe;
    const verdict = facts && judge(facts);
    return verdict && { name, ...verdict };
  } catch (error) {
    return { name, ...problem(describeError(error), "Run it again with --debug to see where.") };
  }
}

type Check = ReturnType<typeof check>;

function checkMachine(probes: HealthProbes): Check[] {
  return [
    check("Node.js", probes.node, ({ version, oldest }) => {
      if (!isOlder(version, oldest)) return ok(version);
      const advice = "Install a newer Node.js from https://nodejs.org, then run npm run setup.";
      return problem(`${version}; ${oldest} or newer is needed`, advice);
    }),
    check("embedding", probes.embedding, ({ threads, why }) => {
      if (threads === 0) return ok("left to npm run worker, because of WORKERS=0");
      return ok(`${threads} ${threads === 1 ? "thread" : "threads"} for papers: ${why}`);
    }),
    check("compiled parts", probes.loadNativeModules(), (modules) => {
      const broken = modules.filter(({ flaw }) => flaw !== undefined);
      if (broken.length === 0) return ok(`${modules.map(({ name }) => name).join(", ")} load`);
      const found = broken.map(({ name, flaw }) => `${name} does not load (${flaw})`).join("; ");
      return problem(found, "Build them with: npm run setup. It names the compiler that is missing, if any.");
    }),
    check("model", probes.verifyModel(), ({ id, bytes, files }) => {
      const size = formatBytes(bytes);
      const missing = files.filter(({ state }) => state === "missing").length;
      const wrong = files.filter(({ state }) => state === "wrong").map(({ file }) => file);
      if (missing + wrong.length === 0) return ok(`${id}: ${files.length} files, ${size}, each with its sha256`);
      const found =
        wrong.length > 0
          ? `${wrong.join(", ")} ${wrong.length === 1 ? "has" : "have"} the wrong sha256`
          : `${missing} of ${files.length} files are missing`;
      const fetched = `Get it with: paperkin models fetch ${id} (${size})`;
      return problem(`${id}: ${found}`, `${fetched}, or without a network: paperkin models import <file or folder>`);
    }),
  ];
}

type Known = Promise<FolderFacts | undefined>;

function checkFolder(folder: Promise<FolderFacts>, known: Known, modelId: string): Check[] {
  return [
    check("data folder", folder, ({ path, exists, writable, owner }) => {
      const flaw = exists ? "cannot be written" : "does not exist and cannot be created";
      const advice = "Give this user write permission, or choose another folder with --data-dir or DATA_DIR.";
      if (!writable) return problem(`${path} ${flaw}`, advice);
      const filling = "Fill it with: paperkin ingest <file.jsonl>, or name another with --data-dir.";
      if (!exists) return warning(`${path} does not exist yet`, filling);
      if (!owner) return ok(`${path}, not in use`);
      const place = owner.url === undefined ? "" : `, which serves at ${owner.url}`;
      return ok(`${path}, in use by process ${owner.pid} on ${owner.host}${place}`);
    }),
    check("store", known, ({ store }) => (store === undefined ? undefined : judgeStore(store, modelId))),
    check("keyword index", known, ({ indexes, owner }) => indexes && judgeIndex(indexes.keyword, owner)),
    check("vector index", known, ({ indexes, owner }) => indexes && judgeIndex(indexes.vector, owner)),
    check("disk", known, ({ freeBytes, indexes }) => {
      if (freeBytes === undefined) return undefined;
      // An index is written to a new file before the old one is removed, so a save needs the size of the indexes again.
      const needed = sizeOf(indexes) + ownDiskBytes;
      const more = Math.floor((freeBytes - needed) / paperBytes / 1000) * 1000;
      const free = `${formatBytes(freeBytes)} free`;
      if (freeBytes >= needed) return ok(`${free}: room for about ${formatCount(more)} more papers`);
      const advice = "Free some space, or move the data folder and name it with --data-dir or DATA_DIR.";
      return problem(
        `${free} on the disk of the data folder; saving the indexes may need ${formatBytes(needed)}`,
        advice,
      );
    }),
  ];
}

/** Whether this version and this model can read the store. */
function judgeStore(store: StoreFacts | string, modelId: string): Verdict {
  if (typeof store === "string")
    return problem(store, "Restore papers.sqlite from a backup, or import the papers again.");
  const { bytes, layout: version, knownLayout: known, content } = store;
  if (version > known)
    return problem(`layout ${version} needs a newer paperkin; this one supports ${known}`, "Update paperkin.");
  const turns = version < known ? `, which the next start upgrades to ${known}` : "";
  const layout = `${formatBytes(bytes)}, layout ${version}${turns}`;
  if (!content) return ok(layout);
  const { papers, vectors, waiting, fingerprint } = content;
  const stored = fingerprint === null ? modelId : parseFingerprint(fingerprint).id;
  if (stored !== modelId)
    return problem(
      `its vectors are of the model ${stored}, but ${modelId} was requested`,
      `Leave MODEL unset or set MODEL=${stored}; to change the model: paperkin reindex --model ${modelId}`,
    );
  const detail = `${formatCount(papers)} papers, ${formatCount(vectors)} with a vector, ${layout}`;
  if (waiting === 0) return ok(detail);
  const advice = "They are embedded while paperkin serve or paperkin ingest runs.";
  return warning(`${detail}; ${formatCount(waiting)} wait for one`, advice);
}

/** Whether a saved index is up to date with the store. One that is not makes only the start slower. */
function judgeIndex({ saved, flaw, bytes, newest }: IndexFacts, owner: FolderFacts["owner"]): Verdict {
  if (flaw !== undefined) return warning(flaw, "Nothing to do: the next start rebuilds it from the store.");
  if (!saved && owner) return ok("in the memory of the process that uses the folder");
  if (!saved && newest === 0) return ok("empty");
  if (!saved) return warning("none is saved", "Nothing to do: the next start builds it from the store.");
  const held = `${formatCount(saved.count)} papers, ${formatBytes(bytes)}`;
  if (saved.lastChange >= newest) return ok(`${held}, up to date`);
  if (owner) return ok(`${held} when last saved; the process that uses the folder holds the rest`);
  const behind = `${held}, ${formatCount(newest - saved.lastChange)} changes behind the store`;
  return warning(behind, "Nothing to do: the next start catches up.");
}

function checkServing(known: Known, { availableBytes, embedding, tryPort, askQueue }: HealthProbes): Check[] {
  return [
    check("memory", known, ({ owner, indexes }) => {
      const available = `${formatBytes(availableBytes)} free`;
      // A running server has already allocated its memory.
      if (owner) return ok(`${available} in addition to the process that uses the folder`);
      const needed = ownMemoryBytes + sizeOf(indexes) + (embedding.threads + 1) * threadBytes;
      const detail = `${available}; the model and the indexes need about ${formatBytes(needed)}`;
      if (availableBytes >= needed) return ok(detail);
      const advice = "End other programs, or set WORKER_THREADS=1: each embedding thread holds a copy of the model.";
      return (availableBytes < needed / 2 ? problem : warning)(detail, advice);
    }),
    check("port", askPort(known, tryPort), ({ place, port, flaw, takenBy, owner }) => {
      const advice = `Choose another with --port or PORT, such as PORT=${port < 1024 ? 3000 : port + 1}.`;
      if (flaw !== undefined) return problem(`${place} cannot be listened on: ${flaw}`, advice);
      if (takenBy === undefined) return ok(port === 0 ? "any free one" : `${place} is free`);
      if (owner?.url !== undefined && new URL(owner.url).port === String(port))
        return ok(`${place} is used by process ${owner.pid}, which has the data folder open`);
      return problem(`${place} is in use by ${takenBy}`, advice);
    }),
    check("queue", askQueue(), ({ server, flaw, version, oldest, policy = "noeviction" }) => {
      const advice =
        "Start it or correct its address (REDIS_URL, DATABASE_URL); without either, the queue is in the data folder.";
      if (flaw !== undefined) return problem(`${server} cannot be reached: ${flaw}`, advice);
      if (version !== undefined && oldest !== undefined && isOlder(version, oldest))
        return problem(`${server}: version ${version}; ${oldest} or newer is needed`, advice);
      const detail = version === undefined ? server : `${server}, version ${version}`;
      if (policy === "noeviction") return ok(detail);
      return problem(
        `${detail}, with maxmemory-policy ${policy}: it may drop batches when its memory is full`,
        "Set it with: redis-cli CONFIG SET maxmemory-policy noeviction, and in redis.conf.",
      );
    }),
  ];
}

async function askPort(known: Known, tryPort: HealthProbes["tryPort"]) {
  const folder = await known;
  return folder && { ...(await tryPort()), owner: folder.owner };
}

/** The default queue's database, and an SQLite log that is not yet merged into its file. */
const ownDiskBytes = 150_000_000;
/** Disk space of a paper with its vector, in store and indexes, measured over 87,243 papers. */
const paperBytes = 6_600;
/** Node.js, the default queue and the rest of the process, without the model and the indexes. */
const ownMemoryBytes = 350_000_000;

function sizeOf(indexes: FolderFacts["indexes"]): number {
  return indexes ? indexes.keyword.bytes + indexes.vector.bytes : 0;
}

function isOlder(version: string, oldest: string): boolean {
  return version.localeCompare(oldest, "en", { numeric: true }) < 0;
}
