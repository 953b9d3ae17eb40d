/** Steps that close what has been opened so far. */
export type Undo = (() => Promise<void> | void)[];

/** Undoes in reverse order; a step that fails does not keep the others from being undone. */
export async function undoAll(undo: Undo): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop())
    await Promise.resolve()
      .then(step)
      .catch(() => undefined);
}
