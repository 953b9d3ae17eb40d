import type { Follow, FollowPatch } from "../../../../domain/follows/follow.js";
import { call } from "../../../shared/server.js";
import { lastDeed, tell } from "../../../shared/undo.js";
import { tellProblem } from "../../../shell/deed-notice.js";

type Change = (update: (follows: readonly Follow[]) => readonly Follow[]) => void;

export interface FollowActions {
  readonly add: (follow: Follow) => void;
  /** Resolves to whether the server made the change. */
  patch(follow: Follow, patch: FollowPatch): Promise<boolean>;
  /** Takes it from the list at once; the server forgets it, and its matches, when that cannot be undone any more. */
  remove(follow: Follow): void;
}

export function createFollowActions(change: Change): FollowActions {
  const replace = (next: Follow) => change((all) => all.map((one) => (one.id === next.id ? next : one)));
  const send = async (id: string, patch: FollowPatch) =>
    replace(await call("PATCH /v1/follows/{id}", { params: { id }, body: patch }));
  return {
    add: (follow) => change((all) => [follow, ...all.filter(({ id }) => id !== follow.id)]),
    async patch(follow, patch) {
      const { id, name, isPaused } = follow;
      try {
        await send(id, patch);
        if (patch.isPaused !== undefined)
          tell(patch.isPaused ? `“${name}” is paused.` : `“${name}” goes on.`, () => send(id, { isPaused }));
        return true;
      } catch (problem) {
        tellProblem(problem);
        return false;
      }
    },
    remove(follow) {
      const { id, name } = follow;
      let place = 0;
      change((all) => {
        place = all.findIndex((one) => one.id === id);
        return all.filter((one) => one.id !== id);
      });
      const restore = () => change((all) => [...all.slice(0, place), follow, ...all.slice(place)]);
      const remove = () => call("DELETE /v1/follows/{id}", { params: { id } });
      const settle = whenSettled(() => remove().catch((problem: unknown) => (restore(), tellProblem(problem))));
      tell(`“${name}” is not followed any more.`, async () => {
        settle.cancel();
        restore();
      });
      settle.begin();
    },
  };
}

/** Does something once its notice has gone, whatever takes its place, or the document is left. */
function whenSettled(deed: () => unknown): { readonly begin: () => void; readonly cancel: () => void } {
  let stop: (() => void) | undefined;
  let isOver = false;
  const end = () => {
    isOver = true;
    stop?.();
    removeEventListener("pagehide", run);
  };
  const run = () => {
    if (isOver) return;
    end();
    deed();
  };
  return {
    begin() {
      addEventListener("pagehide", run);
      // The button that undoes it has closed the notice, too, and says so only then.
      stop = lastDeed.watch(() => setTimeout(run));
    },
    cancel: end,
  };
}
