import { once } from "node:events";
import { createServer } from "node:net";
import { describeError } from "../../errors.js";

const modules: Readonly<Record<string, () => Promise<unknown>>> = {
  "better-sqlite3": async () => new (await import("better-sqlite3")).default(":memory:").close(),
  "hnswlib-node": async () => new (await import("hnswlib-node")).default.HierarchicalNSW("ip", 2).initIndex(1),
  "onnxruntime-node": () => import("@huggingface/transformers"),
};

/** Loads each package that is compiled for this machine, and uses it once. */
export function loadNativeModules() {
  const load = async ([name, use]: readonly [string, () => Promise<unknown>]) => {
    // The loader lists every path it tried after the first line.
    const describe = (error: unknown) => describeError(error).split("\n")[0];
    return { name, flaw: await use().then(() => undefined, describe) };
  };
  return Promise.all(Object.entries(modules).map(load));
}

/** Listens for a moment, like a server; a server that answers there is asked whether it is paperkin. */
export async function probePort(host: string, port: number) {
  const place = { place: `${host}:${port}`, port };
  const server = createServer().listen(port, host);
  const error = await once(server, "listening").then(undefined, (reason: NodeJS.ErrnoException) => reason);
  await new Promise((resolve) => server.close(resolve));
  if (!(error instanceof Error)) return place;
  if (error.code !== "EADDRINUSE") return { ...place, flaw: describeError(error) };
  const address = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  const asking = fetch(`http://${address}:${port}/openapi.json`, { signal: AbortSignal.timeout(2_000) });
  const answer = await asking.then((response) => response.text()).catch(() => "");
  return { ...place, takenBy: answer.includes("paperkin") ? "paperkin with another data folder" : "another program" };
}
