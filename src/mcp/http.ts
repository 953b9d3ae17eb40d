import { AsyncLocalStorage } from "node:async_hooks";
import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler } from "@modelcontextprotocol/server";
import type { Request, Response } from "express";
import { localReader } from "../domain/readers/named-key.js";
import { bindDesk } from "../operations/desk/bind-desk.js";
import type { Services } from "../services/services.js";
import { createMcpServer, type McpServerOptions } from "./server.js";

export interface McpEndpoint {
  /** Answers one request of a reader after its JSON body was parsed and its key and host were checked. */
  handle(request: Request, response: Response, reader?: string): Promise<void>;
  /** Ends the streams that clients keep open. */
  close(): Promise<void>;
}

export interface McpEndpointOptions extends Omit<McpServerOptions, "library"> {
  readonly library: Services;
}

/** The tools over streamable HTTP without sessions: requests are independent, so any number of clients may connect. */
export function createMcpEndpoint({ library, ...options }: McpEndpointOptions): McpEndpoint {
  const logFailure = (error: unknown) => options.logDefect(error, { tool: "none" });
  // The protocol's handler makes the server of a request, and does not say of which one.
  const readers = new AsyncLocalStorage<string>();
  const openServer = () => {
    const desk = bindDesk(library.desk, readers.getStore() ?? localReader);
    return createMcpServer({ ...options, library: { ...library, desk } });
  };
  const handler = createMcpHandler(openServer);
  const handle = toNodeHandler(handler, { onerror: logFailure });
  return {
    handle: (request, response, reader = localReader) =>
      readers.run(reader, () => handle(request, response, request.body)),
    close: () => handler.close(),
  };
}
