import { createServer } from "node:net";
import { describeError } from "../../errors.js";
import type { PortFacts } from "../../ports/health/health-probes.js";

const answerTimeoutMs = 2_000;

/** Listens for a moment, like a server; a server that answers there is asked whether it is paperkin. */
export async function probePort(host: string, port: number): Promise<PortFacts> {
  const place = { host, port };
  const error = await listenOnce(host, port);
  if (error === undefined) return { ...place, isFree: true };
  if (error.code !== "EADDRINUSE") return { ...place, isFree: false, flaw: describeError(error) };
  return { ...place, isFree: false, servesPaperkin: await answersAsPaperkin(host, port) };
}

function listenOnce(host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

async function answersAsPaperkin(host: string, port: number): Promise<boolean> {
  const address = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  const signal = AbortSignal.timeout(answerTimeoutMs);
  return fetch(`http://${address}:${port}/openapi.json`, { signal }).then(
    async (response) => (await response.text()).includes("paperkin"),
    () => false,
  );
}
