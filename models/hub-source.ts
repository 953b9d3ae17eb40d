import type { Dispatcher } from "undici";
import { AppError, describeError } from "../src/errors.js";
import type { ModelFile, ModelSpec } from "../src/ports/models/model-store.js";
import type { FetchJob, ModelSource } from "./source.js";

export interface HubOptions {
  /** URL of the hub or of a mirror, without a trailing slash. */
  readonly hubEndpoint: string;
  readonly hubOffline?: boolean | undefined;
  readonly httpProxy?: string | undefined;
  readonly httpsProxy?: string | undefined;
  readonly noProxy?: string | undefined;
  /** Short, because another source follows. */
  readonly connectTimeoutMs?: number | undefined;
  /** How long a connection may be idle. */
  readonly idleTimeoutMs?: number | undefined;
}

/** Fetches each missing file from the Hugging Face hub, at the pinned revision. */
export function createHubSource(options: HubOptions): ModelSource {
  return {
    name: new URL(options.hubEndpoint).host,
    async fetchInto(job) {
      if (options.hubOffline) throw new AppError("unavailable", "HF_HUB_OFFLINE disables downloads from it");
      const dispatcher = await openDispatcher(options);
      try {
        for (const file of job.missing) await fetchFile(file, { job, options, dispatcher });
      } finally {
        await dispatcher.destroy();
      }
    },
  };
}

/** The URL of a file, for messages too; `file` is its path in the repository. */
export function formatHubUrl(endpoint: string, spec: ModelSpec, file: string): string {
  return `${endpoint}/${spec.repo}/resolve/${spec.revision}/${file}`;
}

interface Download {
  readonly job: FetchJob;
  readonly options: HubOptions;
  readonly dispatcher: Dispatcher;
}

/**
 * Undici reads undefined options from the environment, which `config.ts` has already read; empty strings prevent that.
 */
async function openDispatcher(options: HubOptions): Promise<Dispatcher> {
  const { EnvHttpProxyAgent } = await import("undici");
  const idleTimeoutMs = options.idleTimeoutMs ?? 30_000;
  return new EnvHttpProxyAgent({
    httpProxy: options.httpProxy ?? "",
    httpsProxy: options.httpsProxy ?? "",
    noProxy: options.noProxy ?? "",
    connect: { timeout: options.connectTimeoutMs ?? 5000 },
    headersTimeout: idleTimeoutMs,
    bodyTimeout: idleTimeoutMs,
  });
}

async function fetchFile(file: ModelFile, { job, options, dispatcher }: Download): Promise<void> {
  const { fetch } = await import("undici");
  const url = formatHubUrl(options.hubEndpoint, job.spec, file.path);
  job.report({ message: `Fetching ${url}`, file: file.path, bytesDone: 0, bytesTotal: file.bytes });
  try {
    const response = await fetch(url, { dispatcher, headers: { "user-agent": "paperkin" } });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new AppError("unavailable", `${url} answered ${response.status} ${response.statusText}`.trim());
    }
    await job.write(file, response.body);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("unavailable", `${url}: ${describeNetworkFailure(cause)}`, { cause });
  }
}

/** Undici reports only `fetch failed` or `terminated`; the last error in the chain of causes has the reason. */
function describeNetworkFailure(error: unknown): string {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  const code = deepest instanceof Error && "code" in deepest ? String(deepest.code) : "";
  const text = describeError(deepest);
  return text.includes(code) ? text : `${text} (${code})`.trim();
}
