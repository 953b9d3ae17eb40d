import { useMemo, useRef, useState } from "preact/hooks";
import type { Stats } from "../../../domain/health/status.js";
import { formatPapers } from "../../../domain/text/amounts.js";
import { maxFiles } from "../drop/read-drop.js";
import type { JobsKeeper } from "../jobs/use-jobs.js";
import type { ChosenFile, Entry } from "./entry.js";
import { createEntryQueue, type EntryQueue } from "./entry-queue.js";
import { createTransfers } from "./transfers.js";

interface EntriesDeps {
  readonly jobs: JobsKeeper;
  readonly announce: (text: string) => void;
  readonly onLocked: (problem: unknown) => void;
}

interface Entries {
  readonly entries: readonly Entry[];
  readonly queue: EntryQueue;
  readonly embedding: Stats["queue"] | undefined;
  /** Files of the last choice beyond the limit. */
  readonly leftOut: number;
  /** Whether there were files before. */
  readonly hasWorked: boolean;
  readonly add: (files: readonly ChosenFile[]) => void;
}

/** The chosen files and the queue that reads and sends them. */
export function useEntries({ jobs, announce, onLocked }: EntriesDeps): Entries {
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [leftOut, setLeftOut] = useState(0);
  const [embedding, setEmbedding] = useState<Stats["queue"]>();
  // What is true now: the queue calls back between two renders.
  const now = useRef<{ entries: readonly Entry[]; hasWorked: boolean }>({ entries: [], hasWorked: false });
  const queue = useMemo(() => {
    const created: EntryQueue = createEntryQueue({
      ...createTransfers(setEmbedding),
      onChange(next) {
        now.current = { entries: next, hasWorked: true };
        setEntries(next);
      },
      onAdded({ path, id }, { job }) {
        const isAlone = now.current.entries.length <= 1;
        jobs.begin(job, { isFocused: isAlone });
        announce(`${formatPapers(job.counts.accepted)} added or changed from ${path}`);
        if (isAlone) created.remove(id);
      },
      onLocked,
    });
    return created;
  }, []);
  const add = (files: readonly ChosenFile[]) => {
    const room = Math.max(0, maxFiles - now.current.entries.length);
    setLeftOut(Math.max(0, files.length - room));
    queue.add(files.slice(0, room));
  };
  return { entries, queue, embedding, leftOut, hasWorked: now.current.hasWorked, add };
}
