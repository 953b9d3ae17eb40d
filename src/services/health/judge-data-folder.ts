import { ok, problem, type Verdict, warning } from "../../domain/health/report.js";
import { parseFingerprint } from "../../domain/models/model.js";
import { formatBytes, formatCount } from "../../domain/text/amounts.js";
import type { DataFolderFacts, IndexFacts, StoreFacts } from "../../ports/health/health-probes.js";

export function judgeFolder({ path, exists, writable, owner }: DataFolderFacts): Verdict {
  if (!writable)
    return problem(
      exists ? `${path} cannot be written` : `${path} does not exist and cannot be created`,
      "Give this user the right to write there, or choose another folder with --data-dir or DATA_DIR.",
    );
  if (!exists)
    return warning(
      `${path} does not exist yet`,
      "Fill it with: paperkin ingest <file.jsonl>, or name another with --data-dir.",
    );
  if (!owner) return ok(`${path}, not in use`);
  const place = owner.url === undefined ? "" : `, which serves at ${owner.url}`;
  return ok(`${path}, in use by process ${owner.pid} on ${owner.host}${place}`);
}

/** Whether this version and this model can read the store. A text instead of facts says why it cannot be read. */
export function judgeStore({ store, modelId }: { store: StoreFacts | string; modelId: string }): Verdict {
  if (typeof store === "string")
    return problem(store, "Restore papers.sqlite from a backup, or import the papers again.");
  const { bytes, schemaVersion, knownSchemaVersion, content } = store;
  if (schemaVersion > knownSchemaVersion)
    return problem(
      `layout ${schemaVersion} is of a newer paperkin; this one knows ${knownSchemaVersion}`,
      "Update paperkin.",
    );
  const turns = schemaVersion < knownSchemaVersion ? `, which the next start turns into ${knownSchemaVersion}` : "";
  const layout = `${formatBytes(bytes)}, layout ${schemaVersion}${turns}`;
  if (!content) return ok(layout);
  const { papers, vectors, waiting, fingerprint } = content;
  const stored = fingerprint === undefined ? undefined : parseFingerprint(fingerprint).id;
  if (stored !== undefined && stored !== modelId)
    return problem(
      `its vectors are of the model ${stored}, and ${modelId} is asked for`,
      `Leave MODEL unset or set MODEL=${stored}; to change the model: paperkin reindex --model ${modelId}`,
    );
  const detail = `${formatCount(papers)} papers, ${formatCount(vectors)} with a vector, ${layout}`;
  if (waiting === 0) return ok(detail);
  return warning(
    `${detail}; ${formatCount(waiting)} wait for one`,
    "They are embedded while paperkin serve or paperkin ingest runs.",
  );
}

export interface IndexQuestion {
  readonly index: IndexFacts;
  /** The last change of the store that belongs into the index. */
  readonly newest: number | undefined;
  readonly owner: DataFolderFacts["owner"];
}

/** Whether a saved index holds what the store holds. One that does not is never wrong, only slow to start. */
export function judgeIndex({ index, newest, owner }: IndexQuestion): Verdict {
  const { saved, flaw, bytes } = index;
  if (flaw !== undefined) return warning(flaw, "Nothing to do: the next start rebuilds it from the store.");
  if (!saved && owner) return ok("in the memory of the process that has the folder");
  if (!saved && newest === 0) return ok("empty");
  if (!saved) return warning("none is saved", "Nothing to do: the next start builds it from the store.");
  const held = `${formatCount(saved.count)} papers, ${formatBytes(bytes)}`;
  if (newest === undefined || saved.lastChange >= newest) return ok(`${held}, up to date`);
  if (owner) return ok(`${held} when last saved; the process that has the folder holds the rest`);
  const behind = `${held}, ${formatCount(newest - saved.lastChange)} changes behind the store`;
  return warning(behind, "Nothing to do: the next start catches up.");
}

/** The default queue's database, and a log of SQLite that has not been moved into its file yet. */
const ownDiskBytes = 150_000_000;
/** What a paper with its vector takes on the disk, in store and indexes, as measured over 87,243 papers. */
const paperBytes = 6_600;

/** An index is written to a new file before the old one is removed, so it needs its own size once more. */
export function judgeDisk({ freeBytes, indexBytes }: { freeBytes: number; indexBytes: number }): Verdict {
  const needed = indexBytes + ownDiskBytes;
  const free = formatBytes(freeBytes);
  if (freeBytes < needed)
    return problem(
      `${free} free where the data folder is; saving the indexes may need ${formatBytes(needed)}`,
      "Free some space, or move the data folder and name it with --data-dir or DATA_DIR.",
    );
  const more = Math.floor((freeBytes - needed) / paperBytes / 1000) * 1000;
  return ok(`${free} free: room for about ${formatCount(more)} more papers`);
}
