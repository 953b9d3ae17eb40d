import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { AppError } from "../src/errors.js";
import { readLanguages } from "../src/domain/models/model.js";
import type { ModelSpec } from "../src/ports/models/model-store.js";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Paths are joined to folders, so they must not escape them. */
const relativePath = z.string().regex(/^(?!.*\.\.)[\w-][\w./-]*$/);

const modelSchema = z.strictObject({
  id: z.string().regex(/^[\w.-]+$/),
  title: z.string(),
  repo: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  revision: z.string().regex(/^[0-9a-f]{40}$/),
  licence: z.string(),
  architecture: z.string(),
  dtype: z.string(),
  dimensions: z.int().positive(),
  pooling: z.enum(["cls", "mean"]),
  queryPrefix: z.string(),
  documentPrefix: z.string(),
  maxTokens: z.int().positive(),
  languages: z.enum(readLanguages),
  cosines: z.strictObject({ unrelated: z.number().min(-1).max(1), spread: z.number().positive() }),
  hashSource: z.string(),
  files: z.array(z.strictObject({ path: relativePath, bytes: z.int().positive(), sha256 })).min(1),
  maven: z
    .strictObject({
      artifact: z.string().regex(/^[\w.-]+:[\w.-]+:[\w.-]+$/),
      bytes: z.int().positive(),
      entries: z.record(relativePath, z.string()),
    })
    .optional(),
});

const manifestSchema = z.strictObject({ models: z.array(modelSchema).min(1) });

/** Reads the pinned models. Throws `damaged` when the file is not what this release expects. */
export function loadManifest(path = join(findPackageRoot(), "models", "manifest.json")): readonly ModelSpec[] {
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, "utf8"))).models;
  } catch (cause) {
    throw new AppError("damaged", `The list of models ${path} cannot be read`, { cause });
  }
}

/** Default folder for downloaded files; git ignores it. */
export function defaultCacheDir(): string {
  return join(findPackageRoot(), "models", "cache");
}

/** This file runs from `models/` and, compiled, from `dist/models/`: the root is the nearest folder with a package.json. */
function findPackageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new AppError("internal", "The package's own folder was not found");
    folder = parent;
  }
  return folder;
}
