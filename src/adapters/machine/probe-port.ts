import { once } from "node:events";
import { createServer } from "node:net";
import { describeError } from "../../errors.js";

/** Listens for a moment, like a server; a server that answers there is asked whether it is paperkin. */
export async function probePort(host: string, port: number) {
  const place = { place: `${host}:${port}`, port };
  const server = createServer().listen(port, host);
  const refused = (error: NodeJS.ErrnoException) => error;
  const error = await once(server, "listening").then(() => undefined, refused);
  await new Promise((resolve) => server.close(resolve));
  if (error?.code !== "EADDRINUSE") return { ...place, flaw: error && describeError(error) };
  const address = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  const asking = fetch(`http://${address}:${port}/openapi.json`, { signal: AbortSignal.timeout(2_000) });
  const answer = await asking.then((response) => response.text()).catch(() => "");
  return { ...place, takenBy: answer.includes("paperkin") ? "paperkin with another data folder" : "another program" };
}
