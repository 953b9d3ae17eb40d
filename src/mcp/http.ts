import { localhostOriginValidation, toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler } from "@modelcontextprotocol/server";
import type { Request, Response } from "express";
import { AppError } from "../errors.js";
import { createMcpServer, type McpServerOptions } from "./server.js";

export interface McpEndpoint {
  /** Answers one request, whose JSON body has been read. Throws `bad_input`. */
  handle(request: Request, response: Response): Promise<void>;
  /** Ends streams that clients keep open. */
  close(): Promise<void>;
}

/** The tools over streamable HTTP, without sessions: every request stands alone, so any number of clients may ask. */
export function createMcpEndpoint(options: McpServerOptions): McpEndpoint {
  const logFailure = (error: unknown) => options.logDefect(error, { tool: "none" });
  const handler = createMcpHandler(() => createMcpServer(options));
  const handle = toNodeHandler(handler, { onerror: logFailure });
  // A page of another site that a browser was led to must not get at the library through it (DNS rebinding); clients
  // that are no browsers send no Origin.
  const isOriginAllowed = localhostOriginValidation();
  return {
    async handle(request, response) {
      // The SDK makes an address of it, and takes what is none for a defect.
      if (!URL.canParse(`http://${request.headers.host}`))
        throw new AppError("bad_input", "The Host header is no host.");
      if (isOriginAllowed(request, response)) await handle(request, response, request.body);
    },
    close: () => handler.close(),
  };
}
