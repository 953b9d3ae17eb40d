import { ApiProblem, fetchJson } from "../shared/api-client.js";
import { readApiKey } from "../shared/api-key.js";
import type { PageFailure, PageJob, PagePreview, PageQueue, PageSource } from "./ingest-types.js";

export type JobAction = "pause" | "resume" | "cancel" | "retry";

export interface Upload {
  readonly file: File;
  readonly onProgress: (bytesSent: number) => void;
  readonly signal: AbortSignal;
}

export interface PreviewAnswer {
  readonly preview: PagePreview;
  readonly source?: PageSource | undefined;
}

export function previewFile(upload: Upload): Promise<PreviewAnswer> {
  return sendFile<PreviewAnswer>("/v1/papers?dryRun=true", upload);
}

export async function acceptFile(upload: Upload): Promise<PageJob> {
  return (await sendFile<{ job: PageJob }>("/v1/papers", upload)).job;
}

export async function fetchQueue(signal: AbortSignal): Promise<PageQueue> {
  return (await fetchJson<{ queue: PageQueue }>("/v1/stats", { signal })).queue;
}

export async function fetchJobs(limit: number, signal: AbortSignal): Promise<readonly PageJob[]> {
  return (await fetchJson<{ jobs: readonly PageJob[] }>(`/v1/jobs?limit=${limit}`, { signal })).jobs;
}

export async function fetchFailures(id: string, limit: number, signal: AbortSignal): Promise<readonly PageFailure[]> {
  const address = `/v1/jobs/${encodeURIComponent(id)}/failures?limit=${limit}`;
  return (await fetchJson<{ failures: readonly PageFailure[] }>(address, { signal })).failures;
}

export function changeJob(id: string, action: JobAction, signal: AbortSignal): Promise<PageJob> {
  return fetchJson<PageJob>(`/v1/jobs/${encodeURIComponent(id)}/${action}`, { signal, body: {} });
}

/**
 * The browser reads the file from the disk as it is sent, however large; fetch could not say how far that is. It goes
 * as bytes with its name: what is in it tells the server the form better than a browser's guess at its type.
 */
function sendFile<T>(address: string, { file, onProgress, signal }: Upload): Promise<T> {
  const key = readApiKey();
  const request = new XMLHttpRequest();
  return new Promise<T>((resolve, reject) => {
    const stop = () => request.abort();
    signal.addEventListener("abort", stop, { once: true });
    request.upload.addEventListener("progress", ({ loaded }) => onProgress(loaded));
    request.addEventListener("loadend", () => signal.removeEventListener("abort", stop));
    request.addEventListener("abort", () => reject(new DOMException("The upload was called off", "AbortError")));
    request.addEventListener("error", () => reject(new ApiProblem("unreachable", {})));
    request.addEventListener("load", () => {
      const body = readBody(request.responseText);
      if (request.status >= 200 && request.status < 300 && body !== undefined) return resolve(body as T);
      const detail = readDetail(body) ?? request.statusText;
      reject(new ApiProblem("answered", { status: request.status, detail, keyWasSent: key !== undefined }));
    });
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
    if (key !== undefined) request.setRequestHeader("Authorization", `Bearer ${key}`);
    request.send(file);
  });
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function readDetail(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !("detail" in body)) return undefined;
  return typeof body.detail === "string" ? body.detail : undefined;
}
