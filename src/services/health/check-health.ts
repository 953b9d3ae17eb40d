import type { WorkerPlan } from "../../domain/ingest/worker-plan.js";
import { parseFingerprint } from "../../domain/models/model.js";
import { formatBytes, formatCount } from "../../domain/text/amounts.js";
import { describeError } from "../../errors.js";
import type { FileCheck } from "../../ports/models/model-store.js";
import type { PaperCounts } from "../../ports/paper/paper-store.js";
import { estimateMemory, memoryAdvice } from "./memory-need.js";

/** Checks everything that paperkin depends on; it writes and downloads nothing. */
export type CheckHealth = () => Promise<HealthReport>;

/** It is `ok` if there is no problem: a warning can wait, a problem prevents something from working. */
export type HealthReport = { readonly ok: boolean; readonly checks: readonly ({ readonly name: string } & Verdict)[] };
type Verdict = { readonly state: "ok" | "warning" | "problem"; readonly detail: string; readonly advice?: string };

/** Probes write nothing and take at most a few seconds. A `flaw` explains why something cannot be used. */
export interface HealthProbes {
  /** The model that the settings select. */
  readonly modelId: string;
  readonly node: { version: string; oldest: string };
  readonly embedding: WorkerPlan;
  readonly availableBytes: number;
  loadNativeModules(): Promise<readonly ({ name: string } & Flaw)[]>;
  verifyModel(): Promise<{ bytes: number; files: readonly Pick<FileCheck, "file" | "state">[] }>;
  askQueue(): Promise<QueueFacts>;
  /** Absent without a mail server. */
  askMail?(): Promise<{ readonly server: string } & Flaw>;
  readFolder(): Promise<FolderFacts>;
  tryPort(): Promise<{ place: string; port: number; takenBy?: string } & Flaw>;
}

type Flaw = { flaw?: string | undefined };
type QueueFacts = Flaw & { server: string; oldest?: string } & { [fact in "version" | "policy"]?: string | undefined };

export interface FolderFacts extends Record<"exists" | "writable", boolean> {
  readonly path: string;
  readonly freeBytes?: number | undefined;
  /** The process that has it open. */
  readonly owner?: { pid: number; host: string; url?: string } | undefined;
  /** A string explains why the store cannot be read. */
  readonly store?: string | StoreFacts | undefined;
  readonly indexes?: Record<"keyword" | "vector", IndexFacts> | undefined;
}

/** The content of a store of another layout is not read. */
type StoreFacts = Record<"bytes" | "layout" | "knownLayout", number> & { content?: StoreContent | undefined };
export type StoreContent = Pick<PaperCounts, "papers" | "embedded" | "waiting"> & { fingerprint?: string | undefined };

/** `newest` is the last change of the store that belongs in the index. */
export type IndexFacts = Record<"bytes" | "count" | "lastChange" | "newest", number> & Flaw;

export function createCheckHealth(probes: HealthProbes): CheckHealth {
  return async () => {
    const folder = await probes.readFolder().catch(fail);
    const found = await Promise.all([
      ...Object.entries(machineChecks).map(([name, judge]) => check(name, () => judge(probes))),
      // A folder that cannot be probed is one problem: checks that depend on it are left out.
      ...("path" in folder
        ? Object.entries(folderChecks).map(([name, judge]) => check(name, () => judge(folder, probes)))
        : [check("data folder", () => folder)]),
    ]);
    const checks = found.filter((row) => row !== undefined);
    return { ok: checks.every(({ state }) => state !== "problem"), checks };
  };
}

type Judged = Verdict | undefined | Promise<Verdict | undefined>;

/** A row of the report; undefined if there is nothing to check. A probe that throws is reported as a problem. */
async function check(name: string, judge: () => Judged) {
  const verdict = await Promise.resolve().then(judge).catch(fail);
  return verdict && { name, ...verdict };
}

const fail = (error: unknown) => problem(describeError(error), "Run it again with --debug to see where.");
const ok = (detail: string): Verdict => ({ state: "ok", detail });
const warning = (detail: string, advice: string): Verdict => ({ state: "warning", detail, advice });
const problem = (detail: string, advice: string): Verdict => ({ state: "problem", detail, advice });

const machineChecks: Readonly<Record<string, (probes: HealthProbes) => Judged>> = {
  "Node.js"({ node: { version, oldest } }) {
    const advice = "Install a newer Node.js from https://nodejs.org, then run npm run setup.";
    return isOlder(version, oldest) ? problem(`${version}; ${oldest} or newer is needed`, advice) : ok(version);
  },
  embedding({ embedding: { threads, why } }) {
    if (threads === 0) return ok("left to npm run worker, because of WORKERS=0");
    return ok(`${threads} ${threads === 1 ? "thread" : "threads"} for papers: ${why}`);
  },
  async "compiled parts"({ loadNativeModules }) {
    const modules = await loadNativeModules();
    const flaws = modules.flatMap(({ name, flaw }) => (flaw === undefined ? [] : `${name} does not load (${flaw})`));
    if (flaws.length === 0) return ok(`${modules.map(({ name }) => name).join(", ")} load`);
    return problem(flaws.join("; "), "Build them with: npm run setup. It names the compiler that is missing, if any.");
  },
  async model({ modelId, verifyModel }) {
    const { bytes, files } = await verifyModel();
    const size = formatBytes(bytes);
    const says = { ok: "is right", missing: "is missing", wrong: "has the wrong sha256" };
    const flaws = files.flatMap(({ file, state }) => (state === "ok" ? [] : `${file} ${says[state]}`));
    if (flaws.length === 0) return ok(`${modelId}: ${files.length} files, ${size}, each with its sha256`);
    const advice = `Get it with: paperkin models fetch ${modelId} (${size}), or offline: paperkin models import <path>`;
    return problem(`${modelId}: ${flaws.join(", ")}`, advice);
  },
  async queue({ askQueue }) {
    const { server, flaw, version = "", oldest = "", policy = "noeviction" } = await askQueue();
    const advice = "Start it or correct REDIS_URL or DATABASE_URL; without either, the queue is in the data folder.";
    if (flaw !== undefined) return problem(`${server} cannot be reached: ${flaw}`, advice);
    const detail = version === "" ? server : `${server}, version ${version}`;
    if (isOlder(version, oldest)) return problem(`${detail}; ${oldest} or newer is needed`, advice);
    if (policy === "noeviction") return ok(detail);
    const setting = "Set it with: redis-cli CONFIG SET maxmemory-policy noeviction, and in redis.conf.";
    return problem(`${detail}, may drop batches when its memory is full: maxmemory-policy is ${policy}`, setting);
  },
  async mail({ askMail }) {
    if (!askMail) return undefined;
    const { server, flaw } = await askMail();
    const advice = "Digests wait for half a day. Start the mail server, or correct SMTP_URL and its password.";
    return flaw === undefined ? ok(`${server} takes mails`) : warning(flaw, advice);
  },
};

/** The default queue's database, and an SQLite log that is not yet merged into its file. */
const ownDiskBytes = 150_000_000;
/** Disk space of a paper with its vector, in store and indexes, measured over 87,243 papers. */
const paperBytes = 6_600;

const folderChecks: Readonly<Record<string, (folder: FolderFacts, probes: HealthProbes) => Judged>> = {
  "data folder"({ path, exists, writable, owner }) {
    const advice = "Give this user write permission, or choose another folder with --data-dir or DATA_DIR.";
    if (!writable) return problem(`${path} cannot be ${exists ? "written" : "created"}`, advice);
    const filling = "Fill it with: paperkin ingest <file.jsonl>, or name another with --data-dir.";
    if (!exists) return warning(`${path} does not exist yet`, filling);
    const place = owner?.url === undefined ? "" : `, which serves at ${owner.url}`;
    return ok(`${path}, ${owner ? `in use by process ${owner.pid} on ${owner.host}${place}` : "not in use"}`);
  },
  store: ({ store }, { modelId }) => (store === undefined ? undefined : judgeStore(store, modelId)),
  "keyword index": ({ indexes, owner }) => indexes && judgeIndex(indexes.keyword, owner),
  "vector index": ({ indexes, owner }) => indexes && judgeIndex(indexes.vector, owner),
  disk({ freeBytes, indexes }) {
    if (freeBytes === undefined) return undefined;
    // An index is written to a new file before the old one is removed, so a save needs the size of the indexes again.
    const needed = ownDiskBytes + sizeOf(indexes);
    const more = Math.floor((freeBytes - needed) / paperBytes / 1000) * 1000;
    const free = `${formatBytes(freeBytes)} free`;
    if (freeBytes >= needed) return ok(`${free}: room for about ${formatCount(more)} more papers`);
    const advice = "Free some space, or move the data folder and name it with --data-dir or DATA_DIR.";
    return problem(`${free} on the disk of the data folder; a save may need ${formatBytes(needed)}`, advice);
  },
  memory({ owner, indexes }, { availableBytes, embedding }) {
    const free = `${formatBytes(availableBytes)} free`;
    // A running server has already allocated its memory.
    if (owner) return ok(`${free} in addition to the process that uses the folder`);
    const needed = estimateMemory({ indexBytes: sizeOf(indexes), threads: embedding.threads });
    const detail = `${free}; the model and the indexes need about ${formatBytes(needed)}`;
    if (availableBytes >= needed) return ok(detail);
    return (availableBytes < needed / 2 ? problem : warning)(detail, memoryAdvice);
  },
  async port({ owner }, { tryPort }) {
    const { place, port, flaw, takenBy } = await tryPort();
    const advice = `Choose another with --port or PORT, such as PORT=${port < 1024 ? 3000 : port + 1}.`;
    if (flaw !== undefined) return problem(`${place} cannot be listened on: ${flaw}`, advice);
    if (takenBy === undefined) return ok(port === 0 ? "any free one" : `${place} is free`);
    const isOwn = owner?.url !== undefined && new URL(owner.url).port === String(port);
    if (isOwn) return ok(`${place} is used by process ${owner.pid}, which has the data folder open`);
    return problem(`${place} is in use by ${takenBy}`, advice);
  },
};

/** Whether this version and this model can read the store. */
function judgeStore(store: string | StoreFacts, modelId: string) {
  const restore = "If its disk is neither full nor read-only: restore it from a backup, or import the papers again.";
  if (typeof store === "string") return problem(store, restore);
  const { bytes, layout, knownLayout: known, content } = store;
  if (layout > known)
    return problem(`layout ${layout} needs a newer paperkin; this one supports ${known}`, "Update paperkin.");
  const size = `${formatBytes(bytes)}, layout ${layout}`;
  if (!content) return ok(`${size}, which the next start upgrades to ${known}`);
  const { papers, embedded, waiting, fingerprint } = content;
  const stored = fingerprint === undefined ? modelId : parseFingerprint(fingerprint).id;
  const models = `Leave MODEL unset or set MODEL=${stored}; to change the model: paperkin reindex --model ${modelId}`;
  if (stored !== modelId)
    return problem(`its vectors are of the model ${stored}, but ${modelId} was requested`, models);
  const detail = `${formatCount(papers)} papers, ${formatCount(embedded)} with a vector, ${size}`;
  const advice = "They are embedded while paperkin serve or paperkin ingest runs.";
  return waiting === 0 ? ok(detail) : warning(`${detail}; ${formatCount(waiting)} wait for one`, advice);
}

/** Whether a saved index is up to date with the store. One that is not makes only the start slower. */
function judgeIndex({ bytes, count, lastChange, newest, flaw }: IndexFacts, owner: FolderFacts["owner"]) {
  const advice = "Nothing to do: the next start brings it up to date.";
  if (flaw !== undefined) return warning(flaw, advice);
  const saved = `${formatCount(count)} papers, ${formatBytes(bytes)}`;
  if (lastChange >= newest) return ok(`${saved}, up to date`);
  if (owner) return ok(`${saved} when last saved; the process that uses the folder holds the rest`);
  return warning(`${saved}, ${formatCount(newest - lastChange)} changes behind the store`, advice);
}

const sizeOf = (indexes: FolderFacts["indexes"]) => (indexes ? indexes.keyword.bytes + indexes.vector.bytes : 0);

const isOlder = (version: string, oldest: string) => version.localeCompare(oldest, "en", { numeric: true }) < 0;
