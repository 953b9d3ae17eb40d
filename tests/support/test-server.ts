import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { findPackageFile } from "../../src/compose.js";
import type { PaperInput } from "../../src/domain/paper.js";
import { createApp } from "../../src/http/app.js";
import { createMcpEndpoint } from "../../src/mcp/http.js";
import { ingest, openTestLibrary, type TestLibrary, type TestLibraryOptions } from "./test-library.js";

export interface TestServerOptions extends TestLibraryOptions {
  /** Taken in before the server is handed over. */
  readonly papers?: readonly PaperInput[];
  readonly apiKeys?: readonly string[];
}

export interface TestServer {
  readonly url: string;
  readonly library: TestLibrary;
  close(): Promise<void>;
}

/** The real app on a free port, over a test library. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { papers = [], apiKeys = [], ...rest } = options;
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
    bodyLimitBytes: library.config.bodyLimitBytes,
    pageDir: findPackageFile("dist/src/http/page"),
    logDefect,
  });
  const server = createServer({ maxHeaderSize: 256 * 1024 }, app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    library,
    async close() {
      await mcp.close();
      await endServer(server);
      await library.dispose();
    },
  };
}

async function endServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
