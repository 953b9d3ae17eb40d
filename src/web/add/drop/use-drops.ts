import { useEffect, useState } from "preact/hooks";
import type { ChosenFile } from "../files/entry.js";
import { watchDrops } from "./watch-drops.js";

export interface Drops {
  /** Whether files are dragged over the document. */
  readonly isOver: boolean;
  /** The files of the last drop. */
  readonly dropped: readonly ChosenFile[];
}

/** Files that are dropped anywhere on the document. */
export function useDrops(): Drops {
  const [drops, setDrops] = useState<Drops>({ isOver: false, dropped: [] });
  useEffect(
    () =>
      watchDrops({
        onOver: (isOver) => setDrops((before) => ({ ...before, isOver })),
        onDrop: (dropped) => setDrops({ isOver: false, dropped }),
      }),
    [],
  );
  return drops;
}
