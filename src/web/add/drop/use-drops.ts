import { useEffect, useState } from "preact/hooks";
import type { ChosenFile } from "../files/entry.js";
import { watchDrops } from "./watch-drops.js";

export interface Drops {
  /** Whether files are dragged over the document. */
  readonly isOver: boolean;
  /** The files of the last drop, which may be none; undefined before the first. */
  readonly dropped: readonly ChosenFile[] | undefined;
}

/** Files that are dropped anywhere on the document. */
export function useDrops(): Drops {
  const [drops, setDrops] = useState<Drops>({ isOver: false, dropped: undefined });
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
