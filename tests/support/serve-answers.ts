import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";

export type Answer = { readonly status?: number; readonly body: unknown };
export type Asked = { readonly line: string; readonly authorization: string | undefined; readonly body: string };

let server: Server | undefined;
afterEach(() => void server?.close());

/** A server that returns these answers, one per request, and records the requests. It closes after the test. */
export async function serveAnswers(answers: readonly Answer[]): Promise<{ url: string; asked: Asked[]; stop(): void }> {
  const asked: Asked[] = [];
  const left = [...answers];
  server = createServer(async (request, response) => {
    const body = await readBody(request);
    asked.push({
      line: `${request.method} ${request.url}`,
      authorization: request.headers.authorization,
      body,
    });
    const answer = left.shift() ?? { status: 500, body: "no answer left" };
    response.writeHead(answer.status ?? 200, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, stop: () => void server?.close() };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  try {
    for await (const chunk of request) body += String(chunk);
  } catch {
    // One of the tests aborts its upload.
  }
  return body;
}
