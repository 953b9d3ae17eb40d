import { z } from "zod";
import { jobSchema } from "../domain/job.js";
import type { SourceRecord } from "../domain/json-lines.js";
import { type FoundSource, foundSourceSchema } from "../domain/paper-format.js";
import { previewSchema } from "../domain/preview.js";
import type { HarvestPapers } from "../services/harvest-papers.js";
import type { ReadPapersOptions } from "../services/read-papers.js";
import type { PaperLibrary } from "./context.js";
import type { SendRequest } from "./server-request.js";

const sourceFields = { source: foundSourceSchema.optional() };
const jobAnswerSchema = z.object({ job: jobSchema, ...sourceFields });
const previewAnswerSchema = z.object({ preview: previewSchema, ...sourceFields });

type RemoteUploads = Pick<PaperLibrary, "acceptLines" | "acceptSource" | "previewSource" | "acceptHarvest">;

export interface UploadDeps {
  readonly readStats: () => Promise<unknown>;
  readonly harvest: HarvestPapers["harvest"];
}

/** Papers on their way to a running server. */
export function createRemoteUploads(send: SendRequest, { readStats, harvest }: UploadDeps): RemoteUploads {
  const acceptLines: PaperLibrary["acceptLines"] = async (lines, { signal } = {}) => {
    // A refusal in the middle of an upload may be lost with the connection; asked first, it comes whole.
    await readStats();
    return (await send({ method: "POST", path: "/v1/papers", lines, answer: jobAnswerSchema, signal })).job;
  };
  const sendSource = async <Answer extends { readonly source?: FoundSource | undefined }>(
    chunks: AsyncIterable<Uint8Array>,
    { answer, dryRun, reading = {}, onFound, signal }: SourceUpload<Answer>,
  ): Promise<Answer> => {
    await readStats();
    const path = `/v1/papers${formatReadingQuery(reading, dryRun)}`;
    const file = { name: reading.name, chunks };
    const answered = await send({ method: "POST", path, file, answer, signal });
    if (answered.source) onFound?.(answered.source);
    return answered;
  };
  return {
    acceptLines,
    acceptSource: async (chunks, options) =>
      (await sendSource(chunks, { ...options, dryRun: false, answer: jobAnswerSchema })).job,
    previewSource: async (chunks, options) =>
      (await sendSource(chunks, { ...options, dryRun: true, answer: previewAnswerSchema })).preview,
    acceptHarvest: (request, options) => acceptLines(writeLines(harvest(request)), options),
  };
}

interface SourceUpload<Answer> {
  readonly answer: z.ZodType<Answer>;
  readonly dryRun: boolean;
  readonly reading?: ReadPapersOptions;
  readonly onFound?: (found: FoundSource) => void;
  readonly signal?: AbortSignal;
}

function formatReadingQuery({ format, columns = {}, filter = {} }: ReadPapersOptions, dryRun: boolean): string {
  const query = new URLSearchParams();
  if (dryRun) query.set("dryRun", "true");
  if (format !== undefined) query.set("format", format);
  for (const [field, column] of Object.entries(columns)) query.append("map", `${field}:${column}`);
  for (const category of filter.categories ?? []) query.append("category", category);
  if (filter.yearFrom !== undefined) query.set("yearFrom", String(filter.yearFrom));
  if (filter.yearTo !== undefined) query.set("yearTo", String(filter.yearTo));
  return query.size === 0 ? "" : `?${query.toString()}`;
}

/** What could not be read has no line: of a service on the network nobody has the file to look it up in. */
async function* writeLines(records: AsyncIterable<SourceRecord>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const record of records) if ("value" in record) yield encoder.encode(`${JSON.stringify(record.value)}\n`);
}
