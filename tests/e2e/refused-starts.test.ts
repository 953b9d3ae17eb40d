import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, readdir, symlink } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { checkoutRoot, endPrograms, type Program, spawnProgram } from "../support/spawn-program.js";
import { baseSettings, sampleCount, spawnServer } from "../support/spawn-server.js";
import { makeTemporaryFolder, removeTemporaryFolders } from "../support/temporary-folders.js";
import { modelMissing } from "../support/test-model.js";

const reason = modelMissing ? ` (skipped: ${modelMissing})` : "";

afterEach(async () => {
  await endPrograms();
  await removeTemporaryFolders();
});

describe.skipIf(modelMissing)(`A data folder${reason}`, () => {
  it("is denied to a second process, which names the first, and opens again after kill -9", async () => {
    const folder = await makeTemporaryFolder();
    const first = await spawnServer(folder);
    const second = startApi({ DATA_DIR: folder });
    expect(await second.ended).toBe(2);
    expect(second.readOutput()).toContain(`process ${first.pid} `);
    expect(second.readOutput()).toContain(first.url);
    expectPlainWords(second);
    expect((await first.api.readStats()).papers.papers).toBe(sampleCount);
    await first.end("SIGKILL");

    const third = await spawnServer(folder);
    const fourth = startApi({ DATA_DIR: folder });
    expect(await fourth.ended).toBe(2);
    expect(fourth.readOutput()).toContain(`process ${third.pid} `);
    expect(fourth.readOutput()).toContain(third.url);
  }, 240_000);

  it("receives the sample papers at its first start only", async () => {
    const folder = await makeTemporaryFolder();
    const first = await spawnServer(folder, { WORKER_THREADS: "" }, { cold: true });
    expect(first.readOutput()).toContain(`${sampleCount} sample papers imported, all found by meaning`);
    // Semantic search answers the first query without waiting.
    expect((await first.api.readStats()).papers).toMatchObject({ papers: sampleCount, embedded: sampleCount });
    expect(await first.end("SIGTERM")).toBe(0);
    const second = await spawnServer(folder);
    expect(second.readOutput()).toContain(`${sampleCount} papers, ${sampleCount} found by meaning`);
    expect(second.readOutput()).not.toContain("imported");
    expect(await second.api.listIds()).toHaveLength(sampleCount);
    expect(await second.api.listJobs()).toHaveLength(1);
  }, 240_000);
});

describe.skipIf(process.platform !== "linux")("A start with few open files (Linux shows the limit)", () => {
  it("is refused with the limit and what to do, before anything is loaded", () => {
    const command = "ulimit -n 64; exec node scripts/paperkin.mjs doctor";
    const { status, stderr } = spawnSync("bash", ["-c", command], { cwd: checkoutRoot, encoding: "utf8" });
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^paperkin needs 512 open files, and this shell allows 64\. Run `ulimit -n 4096` first/),
    ]);
  });
});

describe.skipIf(modelMissing)(`A failed start${reason}`, () => {
  it("says that an address of other machines needs keys, or a word that none are wanted", async () => {
    const folder = await makeTemporaryFolder();
    const refused = startApi({ DATA_DIR: join(folder, "data"), HOST: "0.0.0.0" });
    expect(await refused.ended).toBe(2);
    expect(refused.readOutput()).toContain("HOST=0.0.0.0 serves other machines");
    expect(refused.readOutput()).toContain("Set API_KEYS, or INSECURE=1 (--insecure)");
    expectPlainWords(refused);
    expect(await readdir(folder)).toEqual([]);
    const server = await spawnServer(join(folder, "data"), { HOST: "0.0.0.0", INSECURE: "1" });
    expect(await server.end("SIGTERM")).toBe(0);
  }, 240_000);

  it("explains what the requested device lacks, and what to do", async () => {
    const refused = startApi({ DATA_DIR: await makeTemporaryFolder(), EMBED_DEVICE: "cuda" });
    expect(await refused.ended).toBe(2);
    expect(refused.readOutput()).toContain("EMBED_DEVICE=cuda cannot be used here: ");
    expect(refused.readOutput()).toContain("Or set EMBED_DEVICE=cpu.");
    expectPlainWords(refused);
  }, 240_000);

  it("names the port in use and how to choose another, and leaves the folder unlocked", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const port = String((other.address() as AddressInfo).port);
    const folder = await makeTemporaryFolder();
    const second = startApi({ DATA_DIR: folder, PORT: port });
    expect(await second.ended).toBe(2);
    expect(second.readOutput()).toContain(`Port ${port} is in use`);
    expect(second.readOutput()).toContain("PORT=");
    // npm start prints the same before it installs or compiles anything.
    const settings = { env: { PORT: port }, encoding: "utf8" } as const;
    const early = spawnSync(process.execPath, [join(checkoutRoot, "scripts", "check-port.mjs")], settings);
    expect({ status: early.status, stderr: early.stderr }).toEqual({ status: 2, stderr: second.readOutput() });
    // The error precedes loading the model and locking and filling the folder.
    expect(await readdir(folder)).toEqual([]);
    expectPlainWords(second);
    other.close();
  }, 240_000);

  it("reports that the configured Redis does not answer", async () => {
    const refused = startApi({ DATA_DIR: await makeTemporaryFolder(), REDIS_URL: "redis://127.0.0.1:1" });
    expect(await refused.ended).toBe(2);
    expect(refused.readOutput()).toContain("Redis at redis://127.0.0.1:1 cannot be reached");
    expectPlainWords(refused);
  }, 240_000);
});

describe("A start without a local model or a network", () => {
  it("lists what was tried, and which files to put where", async () => {
    const packageRoot = await copyPackageWithoutModels();
    const modelsDir = await makeTemporaryFolder();
    const env = {
      ...baseSettings,
      PORT: "0",
      DATA_DIR: await makeTemporaryFolder(),
      MODELS_DIR: modelsDir,
      PATH: modelsDir,
    };
    const refused = spawnProgram({ entry: "src/main", env, packageRoot });
    expect(await refused.ended).toBe(2);
    const output = refused.readOutput();
    expect(output).toContain(`The model ${baseSettings.MODEL} is not on this machine`);
    expect(output).toContain("HF_HUB_OFFLINE disables downloads from it");
    expect(output).toContain("there is no command mvn");
    expect(output).toContain(join(packageRoot, "models", "cache", baseSettings.MODEL));
    expect(output).toMatch(/onnx\/model_quantized\.onnx {2}\d+ bytes, sha256 [0-9a-f]{64}/);
    expectPlainWords(refused);
  }, 240_000);
});

function startApi(settings: Readonly<Record<string, string>>): Program {
  return spawnProgram({ entry: "src/main", env: { ...baseSettings, PORT: "0", ...settings } });
}

/** Users see what is wrong, without a stack trace. */
function expectPlainWords(program: Program): void {
  expect(program.readOutput()).toMatch(/^paperkin: /m);
  expect(program.readOutput()).not.toMatch(/^\s+at .*:\d+:\d+/m);
}

/** Copies the compiled package without any downloaded model. */
async function copyPackageWithoutModels(): Promise<string> {
  const root = await makeTemporaryFolder();
  await mkdir(join(root, "models"));
  for (const path of ["dist", "samples", "package.json", join("models", "manifest.json")]) {
    await cp(join(checkoutRoot, path), join(root, path), { recursive: true });
  }
  await symlink(join(checkoutRoot, "node_modules"), join(root, "node_modules"));
  return root;
}
