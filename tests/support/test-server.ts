import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { loadPageRenderer } from "../../src/compose/page-renderer.js";
import { findPackageFile } from "../../src/package-files.js";
import type { PaperInput } from "../../src/domain/paper/paper.js";
import { createApp } from "../../src/http/app.js";
import { createMcpEndpoint } from "../../src/mcp/http.js";
import { ingest, openTestLibrary, type TestLibrary, type TestLibraryOptions } from "./test-library.js";

export interface TestServerOptions extends TestLibraryOptions {
  /** Imported before the server is returned. */
  readonly papers?: readonly PaperInput[];
  readonly apiKeys?: readonly string[];
  /** The address that the server believes to listen on. */
  readonly host?: string;
  readonly allowedHosts?: readonly string[];
  readonly corsOrigins?: readonly string[];
  readonly basePath?: string;
}

export interface TestServer {
  readonly url: string;
  readonly library: TestLibrary;
  /** Drops all connections and accepts no new ones, like a process that died. */
  stop(): Promise<void>;
  /** Serves the same library at the same address again. */
  startAgain(): Promise<void>;
  close(): Promise<void>;
}

/** The real app on a free port, over a test library. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { papers = [], apiKeys = [], host = "127.0.0.1", allowedHosts = [], ...others } = options;
  const { corsOrigins = [], basePath = "", ...rest } = others;
  const library = await openTestLibrary(rest);
  if (papers.length > 0) await ingest(library.services, papers);
  const { services } = library;
  const version = "0.0.0";
  const logDefect = (error: unknown) => {
    throw error;
  };
  const mcp = createMcpEndpoint({ library: services, version, logDefect });
  const app = createApp({
    services,
    mcp: mcp.handle,
    version,
    apiKeys,
    host,
    allowedHosts,
    corsOrigins,
    basePath,
    bodyLimitBytes: library.config.bodyLimitBytes,
    pageDir: findPackageFile("dist/src/web"),
    createPageRenderer: await loadPageRenderer(),
    logDefect,
  });
  let server = await listen(app, 0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    library,
    stop: () => endServer(server),
    async startAgain() {
      server = await listen(app, port);
    },
    async close() {
      await mcp.close();
      if (server.listening) await endServer(server);
      await library.dispose();
    },
  };
}

async function listen(app: RequestListener, port: number): Promise<Server> {
  const server = createServer({ maxHeaderSize: 256 * 1024 }, app);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server;
}

async function endServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
