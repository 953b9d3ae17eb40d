import { formatBytes, formatCount } from "../../domain/text/amounts.js";
import type { HealthCheck } from "../../domain/health/report.js";
import type { DataFolderFacts, IndexFacts } from "../../ports/health/health-probes.js";

/** Whether a saved index holds what the store holds. One that does not is never wrong, only slow to start. */
export function checkIndex(index: IndexFacts, { owner, store }: DataFolderFacts): HealthCheck {
  const name = `${index.name} index`;
  const { saved, flaw, bytes } = index;
  const content = store?.content;
  const newest = index.name === "keyword" ? content?.lastTextChange : content?.lastVectorChange;
  const isEmpty = newest === 0;
  if (flaw !== undefined)
    return {
      name,
      state: "warning",
      detail: flaw,
      advice: "Nothing to do: the next start builds it anew from the store.",
    };
  if (!saved)
    return isEmpty || owner
      ? { name, state: "ok", detail: owner ? "in the memory of the process that has the folder" : "empty" }
      : {
          name,
          state: "warning",
          detail: "none is saved",
          advice: "Nothing to do: the next start builds it from the store.",
        };
  const held = `${formatCount(saved.count)} papers, ${formatBytes(bytes)}`;
  if (newest === undefined || saved.lastChange >= newest) return { name, state: "ok", detail: `${held}, up to date` };
  if (owner)
    return { name, state: "ok", detail: `${held} when last saved; the process that has the folder holds the rest` };
  return {
    name,
    state: "warning",
    detail: `${held}, ${formatCount(newest - saved.lastChange)} changes behind the store`,
    advice: "Nothing to do: the next start catches up.",
  };
}
