import { createSender } from "../../../../client/send-request.js";
import type { Job } from "../../../../domain/jobs/job.js";
import { EmptyFileError } from "../../../add/files/entry-queue.js";
import { createProgressFetch } from "../../../add/files/upload.js";
import { readApiKey } from "../../../shared/api-key.js";
import { readBasePath } from "../../../shared/server.js";

interface ImportOptions {
  /** The collection to which the papers are added; absent where the file becomes one of its own. */
  readonly collection: string | undefined;
  readonly signal: AbortSignal;
  readonly onSent: (bytes: number) => void;
}

export interface ImportedCollection {
  readonly job: Job;
  readonly collection: { readonly id: string; readonly name: string };
  /** Numbers of papers. */
  readonly entries?: { readonly added: number; readonly changed: number; readonly unchanged: number };
}

/** Sends a file whose papers are added to a collection as its job reads them. */
export function importFile(file: File, { collection, signal, onSent }: ImportOptions): Promise<ImportedCollection> {
  if (file.size === 0) return Promise.reject(new EmptyFileError());
  const send = createSender({ url: readBasePath(), apiKey: readApiKey, fetch: createProgressFetch(onSent) });
  const name = file.name.replace(/\.[^.]+$/, "");
  return send<ImportedCollection>({
    method: "POST",
    path:
      collection === undefined ? "/v1/collections/import" : `/v1/collections/${encodeURIComponent(collection)}/import`,
    query: collection === undefined ? { name } : {},
    timeoutMs: Infinity,
    signal,
    upload: { type: "application/octet-stream", name: file.name, chunks: file },
  });
}
