/** Steps that close the resources opened so far. */
export type Undo = (() => Promise<void> | void)[];

/** Runs the steps in reverse order; a failing step does not prevent the others. */
export async function undoAll(undo: Undo): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop())
    await Promise.resolve()
      .then(step)
      .catch(() => undefined);
}
