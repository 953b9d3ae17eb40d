import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../src/errors.js";
import type { ModelFile, ModelSpec } from "../src/ports/models/model-store.js";
import { listJarEntries, readJarEntry } from "./jar.js";
import { hashContent, writeVerified } from "./verified-file.js";

export interface ImportRequest {
  /** A file, a folder or a jar. */
  readonly path: string;
  readonly specs: readonly ModelSpec[];
  readonly cacheDir: string;
}

/** Copies into the cache every file whose sha256 belongs to a model. Throws `not_found` when none does. */
export async function importFiles({ path, specs, cacheDir }: ImportRequest): Promise<readonly ModelSpec[]> {
  const found = new Set<ModelSpec>();
  let checked = 0;
  for (const open of await listContents(path)) {
    checked += 1;
    const sha256 = await hashContent(open());
    for (const { spec, file } of findOwners(sha256, specs)) {
      await writeVerified({ path: join(cacheDir, spec.id, file.path), file, content: open() });
      found.add(spec);
    }
  }
  if (found.size === 0) {
    const wanted = specs.map(({ id }) => id).join(", ");
    throw new AppError(
      "not_found",
      `None of the ${checked} files in ${path} is a file of ${wanted} (compared by sha256)`,
    );
  }
  return [...found];
}

type Open = () => AsyncIterable<Uint8Array>;

/** Folders are searched three levels deep, which covers the hub's own cache when a model's folder is named. */
async function listContents(path: string, depth = 3): Promise<readonly Open[]> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new AppError("not_found", `There is no file or folder ${path}`, { cause });
  });
  if (found.isDirectory()) {
    if (depth === 0) return [];
    const names = (await readdir(path)).toSorted();
    return (await Promise.all(names.map((name) => listContents(join(path, name), depth - 1)))).flat();
  }
  if (!/\.(jar|zip)$/i.test(path)) return [() => createReadStream(path)];
  const entries = await listJarEntries(path);
  return entries
    .filter((entry) => /\.(onnx|onnx_data|json)$/.test(entry))
    .map((entry) => () => readJarEntry(path, entry));
}

function findOwners(sha256: string, specs: readonly ModelSpec[]): readonly { spec: ModelSpec; file: ModelFile }[] {
  return specs.flatMap((spec) => spec.files.filter((file) => file.sha256 === sha256).map((file) => ({ spec, file })));
}
