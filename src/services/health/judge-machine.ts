import { ok, problem, type Verdict, warning } from "../../domain/health/report.js";
import { threadBytes } from "../../domain/ingest/worker-plan.js";
import { formatBytes } from "../../domain/text/amounts.js";
import type {
  DataFolderFacts,
  ModelFacts,
  NativeModule,
  PortFacts,
  QueueFacts,
  RuntimeFacts,
} from "../../ports/health/health-probes.js";

export function judgeNode({ nodeVersion: version, oldestNodeVersion: oldest }: RuntimeFacts): Verdict {
  if (version.localeCompare(oldest, "en", { numeric: true }) >= 0) return ok(version);
  const advice = "Install a newer Node.js from https://nodejs.org, then run npm run setup.";
  return problem(`${version}; ${oldest} or newer is needed`, advice);
}

export function judgeEmbedding({ embedThreads: threads, embedThreadsBecause: why }: RuntimeFacts): Verdict {
  if (threads === 0) return ok("left to npm run worker, as WORKERS=0 says");
  return ok(`${threads} ${threads === 1 ? "thread" : "threads"} for papers: ${why}`);
}

export function judgeNativeModules(modules: readonly NativeModule[]): Verdict {
  const broken = modules.filter(({ flaw }) => flaw !== undefined);
  if (broken.length === 0) return ok(`${modules.map(({ name }) => name).join(", ")} load`);
  const found = broken.map(({ name, flaw }) => `${name} does not load (${flaw})`).join("; ");
  return problem(found, "Build them with: npm run setup. It says which compiler is missing, if one is.");
}

export function judgeModel({ id, bytes, files }: ModelFacts): Verdict {
  const flawed = files.filter(({ state }) => state !== "ok");
  const size = formatBytes(bytes);
  if (flawed.length === 0) return ok(`${id}: ${files.length} files, ${size}, each with its sha256`);
  const wrong = flawed.filter(({ state }) => state === "wrong").map(({ file }) => file);
  const found =
    wrong.length > 0
      ? `${wrong.join(", ")} ${wrong.length === 1 ? "has" : "have"} the wrong sha256`
      : `${flawed.length} of ${files.length} files are missing`;
  const advice = `Get it with: paperkin models fetch ${id} (${size}), or without a network: paperkin models import <file or folder>`;
  return problem(`${id}: ${found}`, advice);
}

/** Node, the default queue and the rest of the process, before the model and the indexes. */
const ownMemoryBytes = 350_000_000;

export interface MemoryQuestion extends Pick<DataFolderFacts, "owner"> {
  readonly runtime: RuntimeFacts;
  readonly indexBytes: number;
}

/** A server that runs already has taken what it needs. */
export function judgeMemory({ runtime, indexBytes, owner }: MemoryQuestion): Verdict {
  const { availableMemoryBytes: availableBytes, embedThreads } = runtime;
  const available = formatBytes(availableBytes);
  if (owner) return ok(`${available} free in addition to the process that has the folder`);
  const needed = ownMemoryBytes + indexBytes + (embedThreads + 1) * threadBytes;
  const detail = `${available} free; model and indexes need about ${formatBytes(needed)}`;
  if (availableBytes >= needed) return ok(detail);
  const advice = "End other programs, or set WORKER_THREADS=1: each embedding thread holds a copy of the model.";
  return (availableBytes < needed / 2 ? problem : warning)(detail, advice);
}

export function judgePort(facts: PortFacts & Pick<DataFolderFacts, "owner">): Verdict {
  const { host, port, isFree, servesPaperkin, flaw, owner } = facts;
  const place = `${host}:${port}`;
  const advice = `Choose another with --port or PORT, such as PORT=${port < 1024 ? 3000 : port + 1}.`;
  if (isFree) return ok(port === 0 ? "any free one" : `${place} is free`);
  if (flaw !== undefined) return problem(`${place} cannot be listened on: ${flaw}`, advice);
  if (owner?.url !== undefined && new URL(owner.url).port === String(port))
    return ok(`${place} is that of process ${owner.pid}, which has the data folder`);
  return problem(
    `${place} is taken by ${servesPaperkin ? "paperkin with another data folder" : "another program"}`,
    advice,
  );
}

export function judgeQueue({ server, isReachable, version, flaw, evictionPolicy }: QueueFacts): Verdict {
  const advice =
    "Start it or put its address right (REDIS_URL, DATABASE_URL); without either the queue is in the data folder.";
  if (!isReachable) return problem(`${server} cannot be reached: ${flaw}`, advice);
  if (flaw !== undefined) return problem(`${server}: ${flaw}`, advice);
  const detail = version === undefined ? server : `${server}, version ${version}`;
  if (evictionPolicy === undefined || evictionPolicy === "noeviction") return ok(detail);
  return problem(
    `${detail}, with maxmemory-policy ${evictionPolicy}: it may drop batches when its memory is full`,
    "Set it with: redis-cli CONFIG SET maxmemory-policy noeviction, and in redis.conf.",
  );
}
