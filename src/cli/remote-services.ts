import { duplicatesAnswerSchema } from "../domain/duplicate-list.js";
import { hitsAnswerSchema, searchAnswerSchema } from "../domain/answer.js";
import type { SimilarRequest } from "../domain/query.js";
import { statsSchema } from "../domain/status.js";
import { AppError } from "../errors.js";
import type { HarvestPapers } from "../services/harvest-papers.js";
import type { PaperLibrary } from "./context.js";
import { createRemoteJobs } from "./remote-jobs.js";
import { createRemoteUploads } from "./remote-uploads.js";
import { createServerRequest, type ServerAddress } from "./server-request.js";

/**
 * The papers of a running server, over its HTTP API. Errors carry the code that the server gave.
 *
 * @param harvest asks services on the network: this process does, a server is not sent for papers
 */
export function createRemoteServices(
  address: ServerAddress,
  harvest: HarvestPapers["harvest"] = refuseHarvest,
): PaperLibrary {
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
    ...createRemoteUploads(send, { readStats, harvest }),
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

function refuseHarvest(): never {
  throw new AppError("unavailable", "Papers cannot be taken from the network here.");
}
