import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectOpenSearch } from "../../../src/adapters/opensearch/connect.js";
import { type Certificates, makeCertificates, opensslMissing } from "../../support/certificates.js";

describe.skipIf(opensslMissing)(`nodes with TLS${opensslMissing ? ` (skipped: ${opensslMissing})` : ""}`, () => {
  let folder: string;
  let certificates: Certificates;
  let server: Server;
  let url: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "paperkin-tls-"));
    certificates = makeCertificates(folder);
    const options = { cert: readFileSync(certificates.certificate), key: readFileSync(certificates.key) };
    server = createServer(options, (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end('{"name":"secured"}');
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  const ask = async (address: string, ca?: string) => {
    const client = connectOpenSearch({ urls: [address], ca, requestTimeoutMs: 1_000 });
    try {
      return (await client.info()).body.name;
    } finally {
      await client.close();
    }
  };
  const readAuthority = () => readFileSync(certificates.authority, "utf8");

  it("are trusted by their own authority", async () => {
    expect(await ask(url, readAuthority())).toBe("secured");
  });

  it("are refused without it, and the message names the setting", async () => {
    const message = expect.stringMatching(/certificate.*let OPENSEARCH_CA name the file/);
    await expect(ask(url)).rejects.toMatchObject({ code: "unavailable", message });
  });

  it("are refused by another name than the certificate's", async () => {
    const message = expect.stringContaining("use a name of its certificate in OPENSEARCH_URL");
    await expect(ask(url.replace("127.0.0.1", "localhost"), readAuthority())).rejects.toMatchObject({ message });
  });

  it("say that https:// is missing", async () => {
    const message = expect.stringContaining("let OPENSEARCH_URL begin with https://");
    await expect(ask(url.replace("https:", "http:"))).rejects.toMatchObject({ code: "unavailable", message });
  });
});
