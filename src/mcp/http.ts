import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler } from "@modelcontextprotocol/server";
import type { Request, Response } from "express";
import { createMcpServer, type McpServerOptions } from "./server.js";

export interface McpEndpoint {
  /** Answers one request, whose JSON body has been read. That it may ask, and by a Host that is one, was looked at before. */
  handle(request: Request, response: Response): Promise<void>;
  /** Ends streams that clients keep open. */
  close(): Promise<void>;
}

/** The tools over streamable HTTP, without sessions: every request stands alone, so any number of clients may ask. */
export function createMcpEndpoint(options: McpServerOptions): McpEndpoint {
  const logFailure = (error: unknown) => options.logDefect(error, { tool: "none" });
  const handler = createMcpHandler(() => createMcpServer(options));
  const handle = toNodeHandler(handler, { onerror: logFailure });
  return {
    handle: (request, response) => handle(request, response, request.body),
    close: () => handler.close(),
  };
}
