import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler } from "@modelcontextprotocol/server";
import type { Request, Response } from "express";
import { createMcpServer, type McpServerOptions } from "./server.js";

export interface McpEndpoint {
  /** Answers one request after its JSON body was parsed and its key and host were checked. */
  handle(request: Request, response: Response): Promise<void>;
  /** Ends the streams that clients keep open. */
  close(): Promise<void>;
}

/** The tools over streamable HTTP without sessions: requests are independent, so any number of clients may connect. */
export function createMcpEndpoint(options: McpServerOptions): McpEndpoint {
  const logFailure = (error: unknown) => options.logDefect(error, { tool: "none" });
  const handler = createMcpHandler(() => createMcpServer(options));
  const handle = toNodeHandler(handler, { onerror: logFailure });
  return {
    handle: (request, response) => handle(request, response, request.body),
    close: () => handler.close(),
  };
}
