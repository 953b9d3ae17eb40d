import { access } from "node:fs/promises";
import { basename, join } from "node:path";
import type { FileCheck, ModelSpec } from "../src/ports/models/model-store.js";
import { checkFile } from "./verified-file.js";

/** The state of a model's files in one folder. */
export interface FolderCheck {
  readonly folder: string;
  readonly files: readonly FileCheck[];
}

/**
 * The folders at or below `root` that may contain a model's files: one named by the model's id or its hub name, the
 * hub's own cache, and `root` itself.
 */
export function listCandidateFolders(root: string, spec: ModelSpec): readonly string[] {
  const hubName = `models--${spec.repo.replaceAll("/", "--")}`;
  return [
    join(root, spec.id),
    join(root, spec.repo),
    join(root, basename(spec.repo)),
    join(root, hubName, "snapshots", spec.revision),
    join(root, "hub", hubName, "snapshots", spec.revision),
    root,
  ];
}

/** Compares a folder's files with the pinned ones, in the hub's layout or all in one folder. */
export async function checkFolder(folder: string, spec: ModelSpec): Promise<FolderCheck> {
  const locate = (await hasHubLayout(folder, spec)) ? (path: string) => path : (path: string) => basename(path);
  const files = await Promise.all(
    spec.files.map(async (file) => {
      const path = join(folder, locate(file.path));
      return { modelId: spec.id, file: file.path, path, state: await checkFile(path, file) };
    }),
  );
  return { folder, files };
}

export function isComplete({ files }: FolderCheck): boolean {
  return files.every(({ state }) => state === "ok");
}

/** Describes what is wrong in one clause; undefined if the folder has none of the model's files. */
export function describeFolder({ folder, files }: FolderCheck): string | undefined {
  const name = (state: string) => files.filter((file) => file.state === state).map(({ file }) => file);
  const [missing, wrong] = [name("missing"), name("wrong")];
  if (missing.length === files.length) return undefined;
  const parts = [
    ...(missing.length > 0 ? [`lacks ${missing.join(", ")}`] : []),
    ...(wrong.length > 0 ? [`has a different or damaged ${wrong.join(", ")}`] : []),
  ];
  return `${folder} ${parts.join(" and ")}`;
}

/** A flat folder has no sub-folder for the one file that the hub keeps in one. */
async function hasHubLayout(folder: string, spec: ModelSpec): Promise<boolean> {
  const nested = spec.files.find(({ path }) => path.includes("/"));
  if (!nested) return true;
  const isThere = (path: string) =>
    access(join(folder, path)).then(
      () => true,
      () => false,
    );
  return (await isThere(nested.path)) || !(await isThere(basename(nested.path)));
}
