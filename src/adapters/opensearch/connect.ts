import { Client, Connection, Transport } from "@opensearch-project/opensearch";
import type { TransportRequestPromise } from "@opensearch-project/opensearch/lib/Transport.js";
import { explainFailure, LateAnswer } from "./to-app-error.js";

export interface OpenSearchOptions {
  /** Nodes of one cluster, `http://…` or `https://…`; at least one. They take turns, and stand in for each other. */
  readonly urls: readonly string[];
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  /** Sent instead of a user and a password. */
  readonly apiKey?: string | undefined;
  /** Certificates of the authorities to trust, in PEM, instead of those of Node.js. */
  readonly ca?: string | undefined;
  /** How long a node may be silent before the next one is asked. Default 10,000. */
  readonly requestTimeoutMs?: number;
  /** Further attempts after the first. Default 2, or once for each other node. */
  readonly maxRetries?: number;
  /** How long a node that has failed is left out, at first. Default 5,000. */
  readonly resurrectMs?: number;
}

/** After this many failures in a row the wait for a dead node, which doubles each time, stays the same. */
const longestWaitAfter = 3;

/**
 * A client of the cluster; nothing is sent yet. Its calls reject with `unavailable` where the cluster cannot be reached,
 * does not let us in, refuses all work or lacks an index. A refusal of this very request (400, 404 for a document, 409)
 * stays a `ResponseError`; `statusOf` reads its status, and the option `ignore: [404]` turns it into an answer.
 *
 * A request without an answer is sent again, so a write can be carried out twice: a creation may then meet its own
 * document, and a counter may advance by two.
 */
export function connectOpenSearch(options: OpenSearchOptions): Client {
  const { urls, username, password, apiKey, ca, requestTimeoutMs = 10_000, resurrectMs = 5_000 } = options;
  const client = new Client({
    nodes: [...urls],
    maxRetries: options.maxRetries ?? Math.max(2, urls.length - 1),
    requestTimeout: requestTimeoutMs,
    Connection: QuietConnection,
    Transport: ExplainingTransport,
    ...(apiKey !== undefined && { headers: { authorization: `ApiKey ${apiKey}` } }),
    ...(apiKey === undefined && username !== undefined && { auth: { username, password: password ?? "" } }),
    ...(ca !== undefined && { ssl: { ca } }),
  });
  Object.assign(client.connectionPool, { resurrectTimeout: resurrectMs, resurrectTimeoutCutoff: longestWaitAfter });
  return client;
}

/** The client prints what goes wrong after the head of an answer to stdout, which belongs to others. */
class QuietConnection extends Connection {
  override request(...[params, callback]: Parameters<Connection["request"]>) {
    const request = super.request(params, callback);
    // A path with forbidden characters gets no request, only something to abort.
    request.once?.("response", () => request.removeAllListeners("error").on("error", () => undefined));
    return request;
  }
}

type Send = Parameters<Transport["request"]>;
type Answered = NonNullable<Send[2]>;
type Answer = Parameters<Answered>[1];

/** Translates failures, and ends answers that begin and then stop, for which the client would wait without end. */
class ExplainingTransport extends Transport {
  override request(params: Send[0], options: Send[1] = {}, callback?: Answered): TransportRequestPromise<Answer> {
    const attempts = (options.maxRetries ?? this.maxRetries) + 1;
    const limitMs = Number(options.requestTimeout ?? this.requestTimeout) * attempts;
    let abort = () => undefined as void;
    let isLate = false;
    const answer = new Promise<Answer>((resolve, reject) => {
      const sent = super.request(params, options, (error, result) => {
        clearTimeout(timer);
        callback?.(error, result);
        // The client calls with null where all is well, whatever its types say.
        if (!(error as unknown)) resolve(result);
        else reject(explainFailure(isLate ? new LateAnswer(limitMs, result) : error));
      });
      abort = () => sent.abort();
      const timer = setTimeout(() => {
        isLate = true;
        abort();
      }, limitMs).unref();
    });
    if (callback) answer.catch(() => undefined);
    return Object.assign(answer, { abort });
  }
}
