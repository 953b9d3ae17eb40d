import { announce } from "../shared/announce.js";
import { lastDeed, tell } from "../shared/undo.js";
import { useWatched } from "../shared/use-watched.js";
import { describeRefusal } from "./problem-view.js";

/** Says what has been done, with a button that undoes it; nothing before something is. */
export function DeedNotice() {
  const deed = useWatched(lastDeed);
  if (!deed) return null;
  const { message, undo } = deed;
  const press = () => {
    lastDeed.save(undefined);
    undo?.().then(() => announce("Undone"), tellProblem);
  };
  return (
    <p class="deed">
      <span>{message}</span>
      {undo && (
        <button type="button" class="quiet" onClick={press}>
          Undo
        </button>
      )}
      <button type="button" class="remove" aria-label="Close" onClick={() => lastDeed.save(undefined)}>
        ×
      </button>
    </p>
  );
}

/** The same at the bottom of a window that has no other bar there. */
export function DeedBar() {
  const deed = useWatched(lastDeed);
  return (
    <section class="deed-bar" aria-label="Last change" hidden={deed === undefined}>
      <div class="frame">
        <DeedNotice />
      </div>
    </section>
  );
}

/** Tells of a change that the server did not make. */
export function tellProblem(problem: unknown): void {
  tell(describeRefusal(problem));
}
