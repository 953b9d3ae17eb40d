import { gzipSync } from "node:zlib";
import { operations } from "../../src/operations/index.js";
import type { OperationList } from "../../src/operations/operation.js";
import { compareAnswers } from "./compare-answers.js";
import { readShownCalls, type ShownCall, type ShownRequest } from "./shell-examples.js";
import { sampleCount, spawnServer } from "./spawn-server.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "./temporary-folders.js";
import { defaultTestModel } from "./test-model.js";
import { until } from "./until.js";

export const shownKey = "the key of the examples";

/** Whether an operation is on what readers keep and follow. */
export function isOfDesk(operation: string): boolean {
  const list: OperationList = operations;
  return /^(?:Collections|Follows|Trends|Delivery)$/.test(list[operation]!.tag);
}

export interface RunOptions {
  /** Ids and addresses of the examples with those that take their places; ids of what calls make are added. */
  readonly made?: Map<string, string>;
  /** In place of the id of a job. */
  readonly job?: string;
  /** Paths of objects whose keys depend on the papers. */
  readonly open?: readonly string[];
}

/** The examples of the page `/docs`, and a server with the sample papers, and with a key, to send them to. */
export async function openShownCalls(settings: Readonly<Record<string, string>> = {}) {
  const folder = await makeTemporaryFolder();
  const server = await spawnServer(folder, { MODEL: defaultTestModel, API_KEYS: shownKey, ...settings });
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${server.url}${path}`, { ...init, headers: { authorization: `Bearer ${shownKey}`, ...init.headers } });
  const read = async <Body>(path: string) => (await (await ask(path)).json()) as Body;
  const calls: ReadonlyMap<string, ShownCall> = new Map(
    readShownCalls(await (await ask("/docs")).text()).map((call) => [call.operation, call]),
  );
  await until("every paper has its vector", async () => {
    const { indexes } = await read<{ indexes: { vector: number } }>("/v1/stats");
    return indexes.vector === sampleCount;
  });
  const ran = new Set<string>();
  const send = (request: ShownRequest) => sendShown(server.url, request);
  const find = (operation: string): ShownCall => {
    const call = calls.get(operation);
    if (!call) throw new Error(`/docs does not show ${operation}`);
    return call;
  };
  return {
    server,
    folder,
    ask,
    read,
    send,
    find,
    /** Imports papers. Resolves with the id of the job, once it has ended. */
    async importAll(...papers: readonly object[]): Promise<string> {
      const body = JSON.stringify({ papers });
      const headers = { "content-type": "application/json" };
      const answer = await ask("/v1/papers?wait=true", { method: "POST", headers, body });
      return ((await answer.json()) as { job: { id: string } }).job.id;
    },
    /**
     * Sends what is shown of calls. Resolves with what differs in the status of an answer, or in the shape of that to the
     * first body, to which the shown answer belongs.
     */
    async run(names: readonly string[], options: RunOptions = {}): Promise<readonly string[]> {
      const differences: string[] = [];
      for (const operation of names) {
        ran.add(operation);
        differences.push(...(await runCall(find(operation), send, options)));
      }
      return differences;
    },
    /** Those of the wanted operations whose examples were not sent. */
    listOthers: (isWanted: (operation: string) => boolean) =>
      [...calls.keys()].filter((operation) => isWanted(operation) && !ran.has(operation)),
    async close() {
      await server.end("SIGTERM");
      await removeTemporaryFolders();
    },
  };
}

export type ShownCalls = Awaited<ReturnType<typeof openShownCalls>>;

const files: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  "library.ris.gz": new Uint8Array(gzipSync("TY  - JOUR\nTI  - A reference of the examples\nER  - \n")),
};

function sendShown(address: string, { method, url, headers, body, file }: ShownRequest): Promise<Response> {
  if (file !== undefined && !(file in files)) throw new Error(`there is no file ${file}`);
  const text = (value: string) => value.replace(/\$PAPERKIN_KEY|<key>/, shownKey);
  return fetch(url.replace("http://127.0.0.1:3000", address), {
    method,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, text(value)])),
    ...(body !== undefined && { body }),
    ...(file !== undefined && { body: files[file]! }),
  });
}

async function runCall(
  { operation, requests, status, answer }: ShownCall,
  send: (request: ShownRequest) => Promise<Response>,
  { made, job, open = [] }: RunOptions,
): Promise<readonly string[]> {
  const fill = (text: string) =>
    [...(made ?? [])].reduce((filled, [one, other]) => filled.replaceAll(one, other), text);
  const differences: string[] = [];
  for (const [at, request] of requests.entries()) {
    const { body } = request;
    const url = job === undefined ? request.url : request.url.replace(/(?<=\/jobs\/)[\da-f-]{36}/, job);
    const response = await send({ ...request, url: fill(url), ...(body !== undefined && { body: fill(body) }) });
    const text = await response.text();
    const isLike = response.status === status || (at > 0 && response.ok);
    const found = isLike ? [] : [`${response.status} ${text.slice(0, 300)}, shown as ${status}`];
    if (isLike && at === 0) found.push(...compareAnswers(answer, text, open));
    if (isLike && at === 0 && made) addIds(made, answer, text);
    const about = `${operation}, ${request.headers["content-type"] ?? request.method}`;
    differences.push(...found.map((difference) => `${about}: ${difference}`));
  }
  return differences;
}

/** What was made has an id of its own, or a token. */
function addIds(made: Map<string, string>, shown: string, real: string): void {
  if (!shown.startsWith("{") || !real.startsWith("{")) return;
  const [one, other] = [shown, real].map((text) => JSON.parse(text) as Readonly<Record<string, unknown>>);
  for (const key of ["id", "token"]) {
    const [example, own] = [one![key], other![key]];
    if (typeof example === "string" && typeof own === "string") made.set(example, own);
  }
}
