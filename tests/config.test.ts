import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { rootCertificates } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
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
    ["HF_ENDPOINT", "ftp://hub", "expected an address that begins with http:// or https://"],
    ["OPENSEARCH_INDEX", "Papers", "expected a lower-case word of letters, digits, _ and -"],
    ["OPENSEARCH_SHARDS", "0", "expected a whole number from 1 to 256"],
    ["OPENSEARCH_REPLICAS", "-1", "expected a whole number from 0 to 16"],
    ["QUEUE_NAME", "Big Queue", "expected a lower-case word of letters, digits and _"],
    ["HF_HUB_OFFLINE", "maybe", "expected 1 or 0"],
    ["SEARCH_ENGINE", "elastic", "expected embedded or opensearch"],
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

describe("secrets", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
  const writeSecret = (text: string) => {
    const folder = mkdtempSync(join(tmpdir(), "paperkin-secrets-"));
    folders.push(folder);
    writeFileSync(join(folder, "secret"), text);
    return join(folder, "secret");
  };
  const secrets = describeSettings().filter(({ secret }) => secret);

  it("are not shown where they are wrong", () => {
    const error = readRefusal({ REDIS_URL: "//:hidden@host", SMTP_URL: "ada:hidden@host" });
    expect(error.details.map(({ path }) => path)).toEqual(["REDIS_URL", "SMTP_URL"]);
    expect(error.message).toContain("REDIS_URL: expected an address that begins with redis:// or rediss://");
    expect(JSON.stringify([error.message, error.details])).not.toContain("hidden");
  });

  it.each(secrets.map(({ env }) => env))("%s can be in a file, whose last line break does not count", (env) => {
    const value = env.endsWith("_URL") ? `${env.slice(0, -4).toLowerCase()}://u:p@h` : "s3cret";
    const text = value.replace("database:", "postgres:").replace("opensearch:", "https:");
    const others = env === "OPENSEARCH_PASSWORD" ? { OPENSEARCH_USERNAME: "ada" } : {};
    const direct = loadConfig({}, { ...others, [env]: text });
    for (const end of ["", "\n", "\r\n"])
      expect(loadConfig({}, { ...others, [`${env}_FILE`]: writeSecret(`${text}${end}`) })).toEqual(direct);
    expect(direct).not.toEqual(loadConfig({}, {}));
  });

  it("can be several keys, one a line", () => {
    const file = writeSecret("ada=one\nbob=two, three\n");
    expect(loadConfig({}, { API_KEYS_FILE: file }).apiKeys).toEqual(["ada=one", "bob=two", "three"]);
  });

  it("is an error that names the file where it is missing, empty, a folder or given twice", () => {
    const empty = writeSecret("\n");
    const folder = dirname(empty);
    const read = (env: Record<string, string>) => readRefusal(env).details;
    const missing = join(folder, "nothing");
    expect(read({ API_KEYS_FILE: missing })).toEqual([
      { path: "API_KEYS_FILE", message: `${missing} cannot be read (ENOENT: no such file or directory)` },
    ]);
    expect(read({ API_KEYS_FILE: empty })).toEqual([{ path: "API_KEYS_FILE", message: `${empty} is empty` }]);
    expect(read({ API_KEYS_FILE: folder })[0]?.message).toContain(`${folder} cannot be read (EISDIR`);
    expect(read({ API_KEYS_FILE: empty, API_KEYS: "one" })).toEqual([
      { path: "API_KEYS_FILE", message: "API_KEYS is set as well: unset one of the two" },
    ]);
  });

  it("is refused where it does not fit its setting, and stays hidden", () => {
    const { details } = readRefusal({ DATABASE_URL_FILE: writeSecret("mysql://u:hidden@db") });
    const message = "expected an address that begins with postgres:// or postgresql://";
    expect(details).toEqual([{ path: "DATABASE_URL_FILE", message }]);
  });

  it("reads nothing from a file that no setting names", () =>
    expect(loadConfig({}, { PORT_FILE: "/nowhere" }).port).toBe(3000));

  it("takes certificates from a file, for an address with TLS only", () => {
    const REDIS_CA = writeSecret(rootCertificates[0] ?? "");
    expect(loadConfig({}, { REDIS_CA, REDIS_URL: "rediss://r" }).redisCa).toBe(rootCertificates[0]);
    const plain = readRefusal({ REDIS_CA, REDIS_URL: "redis://r" });
    expect(plain.details).toEqual([{ path: "REDIS_CA", message: "expected REDIS_URL to begin with rediss://" }]);
    const text = writeSecret("no certificate");
    const [wrong] = readRefusal({ REDIS_CA: text, REDIS_URL: "rediss://r" }).details;
    expect(wrong?.message).toBe(`expected a file with certificates in PEM, got "${text}"`);
    const [missing] = readRefusal({ REDIS_CA: "/nowhere", REDIS_URL: "rediss://r" }).details;
    expect(missing?.message).toContain("/nowhere cannot be read (ENOENT");
  });
});

describe("the settings of OpenSearch", () => {
  const url = "https://a:9200";

  it("take several nodes, a user or a key, and have defaults", () => {
    const env = { OPENSEARCH_URL: `${url}, https://b:9200/`, OPENSEARCH_USERNAME: "ada", OPENSEARCH_PASSWORD: "p" };
    expect(loadConfig({}, env)).toMatchObject({
      openSearchUrls: ["https://a:9200", "https://b:9200"],
      openSearchUsername: "ada",
      openSearchPassword: "p",
      openSearchIndex: "paperkin",
      openSearchShards: 3,
      openSearchReplicas: 1,
    });
    expect(loadConfig({}, { OPENSEARCH_URL: url, OPENSEARCH_API_KEY: "k" }).openSearchApiKey).toBe("k");
  });

  it.each<[Record<string, string>, string]>([
    [{ OPENSEARCH_URL: "https://a, b:9200" }, "OPENSEARCH_URL"],
    [{ OPENSEARCH_URL: "," }, "OPENSEARCH_URL"],
    [{ OPENSEARCH_USERNAME: "ada" }, "OPENSEARCH_PASSWORD"],
    [{ SEARCH_ENGINE: "opensearch", OPENSEARCH_URL: "https://a:9200" }, "SEARCH_ENGINE"],
    [{ OPENSEARCH_PASSWORD: "p" }, "OPENSEARCH_USERNAME"],
    [{ OPENSEARCH_USERNAME: "ada", OPENSEARCH_PASSWORD: "p", OPENSEARCH_API_KEY: "k" }, "OPENSEARCH_API_KEY"],
  ])("refuse %j at %s", (env, path) =>
    expect(readRefusal({ OPENSEARCH_URL: url, ...env }).details.map((detail) => detail.path)).toEqual([path]),
  );
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
