import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Replay {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface ReplayServer {
  readonly url: string;
  /** Requested paths with their queries. */
  readonly asked: readonly string[];
  readonly userAgents: readonly (string | undefined)[];
  close(): Promise<void>;
}

/** A server that returns one answer after the other, and then repeats the last. */
export async function startReplay(answers: readonly Replay[]): Promise<ReplayServer> {
  const asked: string[] = [];
  const userAgents: (string | undefined)[] = [];
  const server = createServer((request, response: ServerResponse) => {
    const { status = 200, headers = {}, body = "" } = answers[Math.min(asked.length, answers.length - 1)] ?? {};
    asked.push(request.url ?? "");
    userAgents.push(request.headers["user-agent"]);
    response.writeHead(status, { ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    userAgents,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
