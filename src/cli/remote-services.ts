import { z } from "zod";
import { duplicatesAnswerSchema } from "../domain/duplicate-list.js";
import { jobSchema } from "../domain/job.js";
import { hitsAnswerSchema, searchAnswerSchema } from "../domain/answer.js";
import { previewSchema } from "../domain/preview.js";
import type { SimilarRequest } from "../domain/query.js";
import { statsSchema } from "../domain/status.js";
import type { PaperLibrary } from "./context.js";
import { createRemoteJobs } from "./remote-jobs.js";
import { createServerRequest, type ServerAddress } from "./server-request.js";

const jobAnswerSchema = z.object({ job: jobSchema });
const previewAnswerSchema = z.object({ preview: previewSchema });

/** The papers of a running server, over its HTTP API. Errors carry the code that the server gave. */
export function createRemoteServices(address: ServerAddress): PaperLibrary {
  const send = createServerRequest(address);
  const readStats = () => send({ path: "/v1/stats", answer: statsSchema });
  return {
    place: address.url,
    remote: true,
    ready: Promise.resolve(),
    readStats,
    searchPapers: (request) => send({ method: "POST", path: "/v1/search", json: request, answer: searchAnswerSchema }),
    findSimilar: (id, request) =>
      send({
        path: `/v1/papers/${encodeURIComponent(id)}/similar${formatSimilarQuery(request)}`,
        answer: hitsAnswerSchema,
      }),
    listDuplicates({ limit, cursor }) {
      const query = new URLSearchParams({ limit: String(limit), ...(cursor !== undefined && { cursor }) });
      return send({ path: `/v1/duplicates?${query.toString()}`, answer: duplicatesAnswerSchema });
    },
    findSimilarToText: (request) =>
      send({ method: "POST", path: "/v1/similar", json: request, answer: hitsAnswerSchema }),
    async acceptLines(chunks, { signal } = {}) {
      // A refusal in the middle of an upload may be lost with the connection; asked first, it comes whole.
      await readStats();
      const { job } = await send({
        method: "POST",
        path: "/v1/papers",
        lines: chunks,
        answer: jobAnswerSchema,
        signal,
      });
      return job;
    },
    async previewLines(chunks, { signal } = {}) {
      await readStats();
      const { preview } = await send({
        method: "POST",
        path: "/v1/papers?dryRun=true",
        lines: chunks,
        answer: previewAnswerSchema,
        signal,
      });
      return preview;
    },
    ...createRemoteJobs(send),
    close: async () => undefined,
  };
}

function formatSimilarQuery({ limit, aspect, diversity, duplicates, filter }: SimilarRequest): string {
  const query = new URLSearchParams({ limit: String(limit), diversity: String(diversity), duplicates });
  if (aspect !== undefined) query.set("aspect", aspect);
  for (const [name, value] of Object.entries(filter)) {
    for (const item of Array.isArray(value) ? value : [value]) if (item !== undefined) query.append(name, String(item));
  }
  return `?${query.toString()}`;
}
