import type { Readable, Writable } from "node:stream";
import { serveStdio, StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { createMcpServer, type McpServerOptions } from "./server.js";

export interface StdioOptions extends McpServerOptions {
  readonly input: Readable;
  /** Carries the protocol and nothing else. */
  readonly output: Writable;
  /** Stops serving. */
  readonly signal: AbortSignal;
}

/** Serves one client over a pair of streams; resolves when the client closes either of them, or on the signal. */
export async function serveOverStdio({ input, output, signal, ...options }: StdioOptions): Promise<void> {
  const over = new Promise<void>((resolve) => {
    for (const event of ["end", "close", "error"]) input.once(event, () => resolve());
    for (const event of ["close", "error"]) output.once(event, () => resolve());
    signal.addEventListener("abort", () => resolve());
    if (signal.aborted) resolve();
  });
  const serving = serveStdio(() => createMcpServer(options), { transport: new StdioServerTransport(input, output) });
  await over;
  await serving.close();
}
