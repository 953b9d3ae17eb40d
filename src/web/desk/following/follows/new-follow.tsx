import { useEffect, useRef, useState } from "preact/hooks";
import { isRanked } from "../../../../domain/follows/follow-kind.js";
import type { Follow } from "../../../../domain/follows/follow.js";
import type { DryRunAnswer } from "../../../../domain/follows/inbox.js";
import { call } from "../../../shared/server.js";
import { tell } from "../../../shared/undo.js";
import { describeRefusal } from "../../../shell/problem-view.js";
import { AskForm } from "./ask-form.js";
import { describeFilter } from "./describe-follow.js";
import { DryRun } from "./dry-run.js";
import { createFollowRequest, type FollowWish } from "./follow-wish.js";
import { findUsualScore, Strictness } from "./strictness.js";

interface NewFollowProps {
  /** What the address asks for. */
  readonly wish: FollowWish | undefined;
  readonly onFollow: (follow: Follow) => void;
}

/** A form that follows something; first, what would have been found shows how strict it should be. */
export function NewFollowForm({ wish: first, onFollow }: NewFollowProps) {
  const [wish, setWish] = useState(first);
  const [chosenScore, setChosenScore] = useState<number>();
  const { tried, problem, isBusy, run, clear } = useTrial();
  const rate = ({ kind }: FollowWish, score = chosenScore) =>
    isRanked(kind) ? (score ?? findUsualScore(kind)) : undefined;
  const send = (asked: FollowWish, score?: number) => run(createFollowRequest(asked, rate(asked, score)));
  useEffect(() => void (wish && send(wish)), []);
  const tryIt = (asked: FollowWish) => {
    setWish(asked);
    void send(asked);
  };
  const chooseScore = (score: number) => {
    setChosenScore(score);
    if (wish) void send(wish, score);
  };
  const leave = () => {
    setWish(undefined);
    clear();
  };
  const follow = async () => {
    if (!wish) return;
    const made = await run(createFollowRequest(wish, rate(wish)), "follow");
    if (!made || !("isPaused" in made)) return;
    onFollow(made);
    tell(`“${made.name}” is followed.`);
    leave();
    history.replaceState(history.state, "", "following?show=follows");
  };
  return (
    <section class="new-follow scripted" aria-labelledby="new-follow-title">
      <h2 id="new-follow-title">Follow something new</h2>
      {!wish && <AskForm onAsk={tryIt} />}
      {wish && (
        <div class="desk-form tall">
          <WishFields wish={wish} minScore={rate(wish)} onScore={chooseScore} />
          <DryRun tried={tried} isBusy={isBusy} problem={problem} />
          <p class="form-actions">
            <button class="strong" type="button" disabled={isBusy} onClick={() => void follow()}>
              Follow
            </button>
            <button class="quiet" type="button" onClick={leave}>
              Cancel
            </button>
          </p>
        </div>
      )}
    </section>
  );
}

interface WishFieldsProps {
  readonly wish: FollowWish;
  readonly minScore: number | undefined;
  readonly onScore: (score: number) => void;
}

function WishFields({ wish, minScore, onScore }: WishFieldsProps) {
  return (
    <>
      <p class="wish" dir="auto">
        {wish.title ?? wish.target}
        {wish.filter && <span class="facts"> {describeFilter(wish.filter)}</span>}
      </p>
      {minScore !== undefined && <Strictness value={minScore} onChange={onScore} />}
    </>
  );
}

/** Asks what a follow would have found, or follows it. */
function useTrial() {
  const [tried, setTried] = useState<DryRunAnswer>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const last = useRef(0);
  const run = async (body: ReturnType<typeof createFollowRequest>, how: "try" | "follow" = "try") => {
    const number = (last.current += 1);
    setBusy(true);
    try {
      const answer = await call("POST /v1/follows", { query: { dryRun: how === "try" }, body });
      if (number !== last.current) return undefined;
      setProblem(undefined);
      setBusy(false);
      if (!("isPaused" in answer)) setTried(answer);
      return answer;
    } catch (refused) {
      if (number !== last.current) return undefined;
      setBusy(false);
      setProblem(describeRefusal(refused));
      return undefined;
    }
  };
  const clear = () => {
    last.current += 1;
    setTried(undefined);
    setProblem(undefined);
    setBusy(false);
  };
  return { tried, problem, isBusy, run, clear };
}
