import { createClient } from "../client/index.js";
import type { PaperLibrary } from "./context.js";

export interface ServerAddress {
  /** `http://host:port`. */
  readonly url: string;
  readonly apiKey?: string | undefined;
}

/** The papers of a running server, over its HTTP API. Errors carry the code that the server gave. */
export function createRemoteServices(address: ServerAddress): PaperLibrary {
  const client = createClient(address);
  const readStats = () => client.stats();
  return {
    place: address.url,
    remote: true,
    ready: Promise.resolve(),
    readStats,
    searchPapers: (request) => client.search(request),
    findSimilar: (id, request) => client.similar(id, request),
    findSimilarToText: (request) => client.similarToText(request),
    listDuplicates: (request) => client.duplicates(request),
    recommendPapers: (request) => client.recommend(request),
    readPaper: (id) => client.getPaper(id),
    async acceptLines(chunks, { signal } = {}) {
      // A refusal in the middle of an upload may be lost with the connection; asked first, it comes whole.
      await readStats();
      return client.addLines(chunks, { signal });
    },
    readJob: (id) => client.jobs.get(id),
    waitForJob: (id, options) => client.jobs.wait(id, options),
    listFailures: (id, limit) => client.jobs.failures(id, { limit }),
    close: async () => undefined,
  };
}
