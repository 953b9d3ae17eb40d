import { formatBytes, formatCount } from "../../domain/text/amounts.js";
import type { HealthCheck } from "../../domain/health/report.js";
import type { DataFolderFacts } from "../../ports/health/health-probes.js";

export function checkDataFolder({ path, exists, writable, owner }: DataFolderFacts): HealthCheck {
  const name = "data folder";
  if (!writable) {
    return {
      name,
      state: "problem",
      detail: exists ? `${path} cannot be written` : `${path} does not exist and cannot be made`,
      advice: "Give this user the right to write there, or choose another folder with --data-dir or DATA_DIR.",
    };
  }
  if (!exists)
    return {
      name,
      state: "warning",
      detail: `${path} does not exist yet`,
      advice: "Fill it with: paperkin ingest <file.jsonl>, or name another with --data-dir.",
    };
  if (!owner) return { name, state: "ok", detail: `${path}, not in use` };
  const place = owner.url === undefined ? "" : `, which serves at ${owner.url}`;
  return { name, state: "ok", detail: `${path}, in use by process ${owner.pid} on ${owner.host}${place}` };
}

/** What is in the store, and whether this version and this model can read it. */
export function checkStore({ store, flaw }: DataFolderFacts, modelId: string): HealthCheck | undefined {
  const name = "store";
  if (flaw !== undefined)
    return {
      name,
      state: "problem",
      detail: flaw,
      advice: "Restore papers.sqlite from a backup, or take the papers in anew.",
    };
  if (!store) return undefined;
  const { bytes, schemaVersion, knownSchemaVersion, content } = store;
  if (schemaVersion > knownSchemaVersion)
    return {
      name,
      state: "problem",
      detail: `layout ${schemaVersion} is of a newer paperkin; this one knows ${knownSchemaVersion}`,
      advice: "Update paperkin.",
    };
  const layout =
    schemaVersion < knownSchemaVersion
      ? `layout ${schemaVersion}, which the next start turns into ${knownSchemaVersion}`
      : `layout ${schemaVersion}`;
  if (!content) return { name, state: "ok", detail: `${formatBytes(bytes)}, ${layout}` };
  const { papers, vectors, waiting, modelId: kept } = content;
  const detail = `${formatCount(papers)} papers, ${formatCount(vectors)} with a vector, ${formatBytes(bytes)}, ${layout}`;
  if (kept !== undefined && kept !== modelId)
    return {
      name,
      state: "problem",
      detail: `its vectors are of the model ${kept}, and ${modelId} is asked for`,
      advice: `Leave MODEL unset or set MODEL=${kept}; to change the model: paperkin reindex --model ${modelId}`,
    };
  if (waiting === 0) return { name, state: "ok", detail };
  return {
    name,
    state: "warning",
    detail: `${detail}; ${formatCount(waiting)} wait for one`,
    advice: "They are embedded while paperkin serve or paperkin ingest runs.",
  };
}
