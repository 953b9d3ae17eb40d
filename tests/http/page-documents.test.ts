import { request as ask } from "node:http";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageDocuments } from "../../src/http/page-documents.js";
import { startTestServer, type TestServer } from "../support/test-server.js";

interface Reply {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** Uses a plain request, as `fetch` decompresses responses and so hides what was sent. */
function load(path: string, headers: Record<string, string> = { "accept-encoding": "gzip" }): Promise<Reply> {
  return new Promise((resolve, reject) => {
    ask(`${server.url}${path}`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) }),
      );
    })
      .on("error", reject)
      .end();
  });
}

async function loadDocument(path = "/"): Promise<string> {
  const { bytes, headers } = await load(path);
  return (headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes).toString();
}

function listAddresses(document: string, pattern: RegExp): string[] {
  return [...document.matchAll(pattern)].map(([, address = ""]) => address);
}

const modules = /<(?:link rel="modulepreload" href|script type="module"(?: async)? src)="([^"]+)"/g;

describe("the documents of the page", () => {
  it.each(pageDocuments.map(({ path }) => path))(
    "at %s share their header except for the current link",
    async (path) => {
      const heads = await Promise.all(["/", path].map(loadDocument));
      const [first, other] = heads.map((document) => {
        const header = /<header class="head frame">[\s\S]*?<\/header>/.exec(document)?.[0] ?? "no head";
        return header
          .replaceAll(/ (?:aria-current="page"|id="home"|class="scripted"|(?:aria-label|title)="Theme[^"]*")/g, "")
          .replaceAll(/\s*(<[^>]*>)\s*/g, "$1");
      });
      expect(other).toBe(first);
      expect(listAddresses(heads[1] ?? "", /<a href="([^"]*)" aria-current="page">/g)).toEqual([
        path === "/" ? "./" : path.slice(1),
      ]);
      expect(heads[1]).toMatch(/<script src="[^"]*apply-theme.js">[\s\S]*<link rel="stylesheet" href="[^"]*.css"/);
    },
  );

  it("are revalidated on every load, and not resent while unchanged", async () => {
    expect((await load("/")).headers["cache-control"]).toBe("private, no-cache");
    // What is not there in time on a busy machine is missing in one document, and there in the next.
    const loadAgain = async () => {
      const { headers } = await load("/");
      const again = await load("/", { "if-none-match": String(headers["etag"]) });
      return [again.status, again.bytes.length];
    };
    await expect.poll(loadAgain).toEqual([304, 0]);
  });

  it("load every file under a versioned URL that is cached permanently", async () => {
    const document = await loadDocument();
    const addresses = listAddresses(document, /(?:href|src)="(page\/[^"]+)"/g);
    expect(addresses.length).toBeGreaterThan(5);
    for (const address of addresses) {
      expect(address).toMatch(/^page\/[0-9a-f]{12}\//);
      const { status, headers } = await load(`/${address}`);
      expect([address, status, headers["cache-control"]]).toEqual([
        address,
        200,
        "public, max-age=31536000, immutable",
      ]);
    }
  });

  it("preload every module that their script imports, so that no import waits for another", async () => {
    const loaded = new Set(listAddresses(await loadDocument(), modules));
    expect(loaded.size).toBeGreaterThan(2);
    for (const address of loaded) {
      const text = gunzipSync((await load(`/${address}`)).bytes).toString();
      for (const name of listAddresses(text, /\bimport(?:\{[^}]*\}from)?"\.\/([\w-]+\.js)"/g))
        expect(loaded).toContain(address.replace(/[\w-]+\.js$/, name));
    }
  });

  it("load less than 53 kB of script, compressed", async () => {
    const sizes = await Promise.all(
      listAddresses(await loadDocument(), modules).map(async (address) => (await load(`/${address}`)).bytes.length),
    );
    const sum = sizes.reduce((total, size) => total + size, 0);
    expect(sum).toBeGreaterThan(5_000);
    expect(sum).toBeLessThan(53_000);
  });
});

describe("the files of the page", () => {
  it("are served in their current version under an outdated URL, and are not cached", async () => {
    const { status, headers, bytes } = await load("/page/0123456789ab/docs.css", {});
    expect([status, headers["cache-control"], headers["content-encoding"]]).toEqual([200, "no-cache", undefined]);
    expect(headers["content-type"]).toMatch(/^text\/css/);
    expect(bytes.toString()).toContain("--accent");
    expect((await load("/page/docs.css", {})).bytes).toEqual(bytes);
  });

  it("are limited to the page's folder", async () => {
    for (const path of ["/page/none.js", "/page/..%2fapp.js", "/page/tsconfig.json", "/page/"])
      expect([path, (await load(path)).status]).toEqual([path, 404]);
  });
});
