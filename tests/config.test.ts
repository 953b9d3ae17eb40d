import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { describeSettings, loadConfig } from "../src/config.js";
import { AppError } from "../src/errors.js";
import { describeInstallation } from "../src/installation.js";

const readRefusal = (env: Record<string, string>) => {
  try {
    loadConfig({}, env);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error("the settings were taken");
};

describe("loadConfig", () => {
  it("has a default for every setting", () => {
    expect(loadConfig({}, {})).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      dataDir: resolve("data"),
      workers: "auto",
      workerThreads: undefined,
      embedDevice: "auto",
      searchEngine: "embedded",
      apiKeys: [],
      redisUrl: undefined,
      hubOffline: false,
    });
  });

  it("lets the environment override defaults, and options override both", () => {
    const env = {
      PORT: "8080",
      WORKERS: " 0 ",
      API_KEYS: "one, two,,",
      HF_HUB_OFFLINE: "true",
      REDIS_URL: "redis://r:6379/",
    };
    expect(loadConfig({ port: 9000, workers: undefined }, env)).toMatchObject({
      port: 9000,
      workers: 0,
      apiKeys: ["one", "two"],
      hubOffline: true,
      redisUrl: "redis://r:6379",
    });
  });

  it("treats an empty setting as unset", () => {
    expect(loadConfig({}, { PORT: "", REDIS_URL: "  " })).toMatchObject({ port: 3000, redisUrl: undefined });
  });

  it("returns a frozen object", () => expect(Object.isFrozen(loadConfig({}, {}))).toBe(true));

  it.each([
    ["PORT", "eighty", "expected a whole number from 0 to 65535"],
    ["PORT", "65536", "expected a whole number from 0 to 65535"],
    ["WORKERS", "-1", "expected auto or a whole number from 0 to 64"],
    ["WORKERS", "1.5", "expected auto or a whole number from 0 to 64"],
    ["EMBED_DEVICE", "gpu", "expected auto, cpu, cuda or webgpu"],
    ["BODY_LIMIT_BYTES", "10", "expected a whole number from 1024 to 1073741824"],
    ["REDIS_URL", "localhost:6379", "expected an address that begins with redis:// or rediss://"],
    ["DATABASE_URL", "mysql://db", "expected an address that begins with postgres:// or postgresql://"],
    ["HF_ENDPOINT", "ftp://hub", "expected an address that begins with http:// or https://"],
    ["OPENSEARCH_URL", "not an address", "expected an address that begins with http:// or https://"],
    ["QUEUE_NAME", "Big Queue", "expected a lower-case word of letters, digits and _"],
    ["HF_HUB_OFFLINE", "maybe", "expected 1 or 0"],
    ["SEARCH_ENGINE", "opensearch", "this release has only the embedded engine: leave SEARCH_ENGINE unset"],
    ["HNSW_M", "3", "expected a whole number from 4 to 64"],
    ["HNSW_EF_CONSTRUCTION", "8", "expected a whole number from 16 to 1000"],
    ["HNSW_EF", "5000", "expected a whole number from 10 to 2000"],
    ["LOG_LEVEL", "loud", "expected debug, info, warn, error or silent"],
  ])("reports %s when it is %j, and says what was expected", (name, value, expected) => {
    const error = readRefusal({ [name]: value });
    const message = `${expected}, got "${value}"`;
    expect(error).toMatchObject({ code: "bad_input", details: [{ path: name, message }] });
    expect(error.message).toBe(`A setting is wrong. ${name}: ${message}`);
  });

  it("reports every invalid setting", () => {
    const { details } = readRefusal({ PORT: "x", LOG_LEVEL: "y", HNSW_M: "z" });
    expect(details.map(({ path }) => path)).toEqual(["PORT", "HNSW_M", "LOG_LEVEL"]);
  });
});

describe("describeInstallation", () => {
  const inPackage = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}) =>
    describeInstallation({
      file: platform === "win32" ? "C:\\p\\node_modules\\paperkin\\a.js" : "/p/node_modules/paperkin/a.js",
      platform,
      home: platform === "win32" ? "C:\\Users\\ada" : "/u/ada",
      env,
    });

  it("keeps the files of a checkout inside it", () => {
    const env = { XDG_DATA_HOME: "/elsewhere" };
    const checkout = describeInstallation({ file: "/p/paperkin/src/a.js", platform: "linux", home: "/u/ada", env });
    expect(checkout).toEqual({ isPackage: false, dataDir: "./data", modelCacheDir: undefined });
  });

  it.each<[NodeJS.Platform, NodeJS.ProcessEnv, string, string]>([
    ["linux", {}, "/u/ada/.local/share/paperkin", "/u/ada/.cache/paperkin/models"],
    ["linux", { XDG_DATA_HOME: "/d", XDG_CACHE_HOME: "/c" }, "/d/paperkin", "/c/paperkin/models"],
    ["linux", { XDG_DATA_HOME: "d" }, "/u/ada/.local/share/paperkin", "/u/ada/.cache/paperkin/models"],
    [
      "darwin",
      { XDG_DATA_HOME: "/d" },
      "/u/ada/Library/Application Support/paperkin",
      "/u/ada/Library/Caches/paperkin/models",
    ],
    ["win32", { LOCALAPPDATA: "D:\\local" }, "D:\\local\\paperkin", "D:\\local\\paperkin-models"],
    ["win32", {}, "C:\\Users\\ada\\AppData\\Local\\paperkin", "C:\\Users\\ada\\AppData\\Local\\paperkin-models"],
  ])(
    "keeps those of an installed package in the user's folders on %s with %j",
    (platform, env, dataDir, modelCacheDir) => {
      expect(inPackage(platform, env)).toEqual({ isPackage: true, dataDir, modelCacheDir });
    },
  );
});

describe("describeSettings", () => {
  it("lists each setting with a name and a description", () => {
    const rows = describeSettings();
    const { isPackage: _isPackage, modelCacheDir: _modelCacheDir, ...values } = loadConfig({}, {});
    expect(rows).toHaveLength(Object.keys(values).length);
    expect(new Set(rows.map(({ env }) => env)).size).toBe(rows.length);
    for (const { env, help } of rows)
      expect([env, help]).toEqual([expect.stringMatching(/^[A-Z_]+$/), expect.stringMatching(/^\S.*\S$/)]);
  });

  it("shows defaults in the form in which they are set", () => {
    const rows = new Map(describeSettings().map(({ env, fallback }) => [env, fallback]));
    expect(rows.get("PORT")).toBe("`3000`");
    expect(rows.get("REDIS_URL")).toBe("");
    expect(rows.get("API_KEYS")).toBe("none: open");
  });
});
