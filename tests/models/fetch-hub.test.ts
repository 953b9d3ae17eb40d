import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createModelStore, type ModelStoreOptions } from "../../models/fetch.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import * as fixture from "./model-fixture.js";

const { contents, tiny } = fixture;
let cacheDir: string;
let hub: fixture.FakeHub | undefined;

beforeEach(async () => {
  cacheDir = await makeTemporaryFolder();
});
afterEach(async () => {
  await hub?.close();
  hub = undefined;
  await removeTemporaryFolders();
});

describe("fetching a model from the hub", () => {
  it("puts the pinned files into the cache and does not request them again", async () => {
    hub = await fixture.startHub(fixture.serveModel());
    const store = open({ hubEndpoint: hub.url });
    expect(await store.find("tiny")).toBeUndefined();
    const { folder } = await store.fetch("tiny", () => {});
    expect(folder).toBe(join(cacheDir, "tiny"));
    expect(await readFile(join(folder, "tokenizer.json"))).toEqual(contents["tokenizer.json"]);
    expect(await store.find("tiny")).toEqual({ spec: tiny, folder });
    await store.fetch("tiny", () => {});
    expect(hub.asked).toHaveLength(2);
  });

  it("reports the source and the progress of each file, up to its last byte", async () => {
    hub = await fixture.startHub(fixture.serveModel());
    const { seen, report } = fixture.collectProgress();
    await open({ hubEndpoint: hub.url }).fetch("tiny", report);
    const source = new URL(hub.url).host;
    for (const { path, bytes } of tiny.files) {
      const steps = seen.filter((progress) => progress.source === source && progress.file === path);
      expect(steps[0]).toMatchObject({ bytesDone: 0, bytesTotal: bytes });
      expect(steps.at(-1)).toMatchObject({ bytesDone: bytes, bytesTotal: bytes });
    }
  });

  it("follows redirects, which the hub sends for large files", async () => {
    const serve = fixture.serveModel();
    hub = await fixture.startHub((request, response) => {
      if (!request.url?.startsWith("/cdn"))
        return void response.writeHead(302, { location: `/cdn${request.url}` }).end();
      request.url = request.url.slice("/cdn".length);
      serve(request, response);
    });
    await open({ hubEndpoint: hub.url }).fetch("tiny", () => {});
    expect((await open().verify("tiny")).map(({ state }) => state)).toEqual(["ok", "ok"]);
  });

  it("refetches only a missing or wrong file", async () => {
    hub = await fixture.startHub(fixture.serveModel());
    const store = open({ hubEndpoint: hub.url });
    const { folder } = await store.fetch("tiny", () => {});
    await writeFile(join(folder, "tokenizer.json"), "cut");
    expect(await store.find("tiny")).toBeUndefined();
    expect((await store.verify("tiny")).map(({ state }) => state)).toEqual(["ok", "wrong"]);
    await store.fetch("tiny", () => {});
    expect(hub.asked.slice(2).map((url) => url.split("/").at(-1))).toEqual(["tokenizer.json"]);
  });

  it("can run twice at once, leaving no partial files", async () => {
    hub = await fixture.startHub(fixture.serveModel());
    const fetchOnce = () => open({ hubEndpoint: hub!.url }).fetch("tiny", () => {});
    const [one, two] = await Promise.all([fetchOnce(), fetchOnce()]);
    expect(one.folder).toBe(two.folder);
    expect(await listFiles()).toEqual(["onnx/model_quantized.onnx", "tokenizer.json"]);
  });

  it("rejects bytes that differ from the pinned ones as damaged, and keeps none of them", async () => {
    const swapped = Buffer.from(contents["onnx/model_quantized.onnx"]!).fill("x");
    hub = await fixture.startHub(fixture.serveModel({ "onnx/model_quantized.onnx": swapped }));
    const fetching = open({ hubEndpoint: hub.url }).fetch("tiny", () => {});
    await expect(fetching).rejects.toMatchObject({
      code: "damaged",
      message: /has sha256 [0-9a-f]{64}, expected/,
    });
    expect(await listFiles()).toEqual([]);
  });

  it("stops reading a file that is larger than the pinned one", async () => {
    hub = await fixture.startHub(fixture.serveModel({ "onnx/model_quantized.onnx": Buffer.alloc(5_000_000) }));
    const fetching = open({ hubEndpoint: hub.url }).fetch("tiny", () => {});
    await expect(fetching).rejects.toMatchObject({
      code: "damaged",
      message: /more than the expected 160000 bytes/,
    });
  });

  it("keeps nothing of an interrupted download and reports it", async () => {
    hub = await fixture.startHub((_, response) => {
      response.writeHead(200, { "content-length": 160_000 });
      response.write(Buffer.alloc(50_000), () => response.destroy());
    });
    const fetching = open({ hubEndpoint: hub.url }).fetch("tiny", () => {});
    await expect(fetching).rejects.toMatchObject({
      code: "model_missing",
      message: /model_quantized.onnx: /,
    });
    expect(await listFiles()).toEqual([]);
  });

  it("reports the hub's answer when it does not have the file", async () => {
    hub = await fixture.startHub((_, response) => void response.writeHead(404).end());
    const fetching = open({ hubEndpoint: hub.url }).fetch("tiny", () => {});
    await expect(fetching).rejects.toMatchObject({
      code: "model_missing",
      message: /answered 404 Not Found/,
    });
  });

  it("times out when the hub sends nothing", async () => {
    hub = await fixture.startHub(() => {});
    const fetching = open({ hubEndpoint: hub.url, idleTimeoutMs: 50 }).fetch("tiny", () => {});
    await expect(fetching).rejects.toMatchObject({ code: "model_missing", message: /Timeout/i });
  });

  it("does not contact the hub in offline mode", async () => {
    hub = await fixture.startHub(fixture.serveModel());
    const fetching = open({ hubEndpoint: hub.url, hubOffline: true }).fetch("tiny", () => {});
    await expect(fetching).rejects.toMatchObject({ code: "model_missing", message: /HF_HUB_OFFLINE/ });
    expect(hub.asked).toEqual([]);
  });

  it("uses the configured proxy except for excluded hosts", async () => {
    hub = await fixture.startHub(fixture.serveModel());
    const deadProxy = "http://127.0.0.1:2";
    const past = open({ hubEndpoint: hub.url, httpProxy: deadProxy, noProxy: "127.0.0.1" });
    await past.fetch("tiny", () => {});
    cacheDir = await makeTemporaryFolder();
    const through = open({ hubEndpoint: hub.url, httpProxy: deadProxy }).fetch("tiny", () => {});
    await expect(through).rejects.toMatchObject({ code: "model_missing", message: /ECONNREFUSED/ });
  });
});

function open(options: Partial<ModelStoreOptions> = {}) {
  return createModelStore({ ...fixture.nowhere, cacheDir, manifest: [tiny], ...options });
}

async function listFiles(): Promise<readonly string[]> {
  const found = await readdir(join(cacheDir, "tiny"), { recursive: true, withFileTypes: true }).catch(() => []);
  const files = found.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(join(cacheDir, "tiny").length + 1)).toSorted();
}
