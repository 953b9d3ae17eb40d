import type { Decision } from "../../../../domain/collections/entry.js";
import type { ScreenedPaper } from "../../../../domain/screening/requests.js";
import { announce } from "../../../shared/announce.js";
import { changeEntries } from "../../../shared/entry-calls.js";
import { call } from "../../../shared/server.js";
import { tellProblem } from "../../../shell/deed-notice.js";
import { applyChange } from "../one/apply-change.js";
import { loadNext, loadProgress, type Screening, type ScreeningProgress } from "./load-screening.js";

export interface ScreeningState {
  readonly progress: ScreeningProgress;
  /** The first is shown; the others are at hand. */
  readonly queue: readonly ScreenedPaper[];
  /** What can be taken back, the last first. */
  readonly past: readonly Step[];
  readonly skipped: ReadonlySet<string>;
}

/** A paper that was decided or skipped, as it was before. */
interface Step {
  readonly entry: ScreenedPaper;
  readonly decision: Decision | undefined;
}

export interface ScreeningActions {
  decide(decision: Decision, reason?: string): void;
  skip(): void;
  undo(): void;
  /** Skipped papers come again. */
  lookAgain(): void;
  note(text: string): Promise<void>;
}

export function startScreening({ progress, next }: Screening): ScreeningState {
  return { progress, queue: next, past: [], skipped: new Set() };
}

interface Keeper {
  readonly id: string;
  read(): ScreeningState;
  update(news: Partial<ScreeningState>): void;
  /** Another paper is shown. */
  onTurn(): void;
}

/** Shows the next paper at once; the decision is sent, and the others are ranked anew, while it is read. */
export function createScreening(keeper: Keeper): ScreeningActions {
  const rank = createRanking(keeper);
  const turn = createTurns(keeper);
  const { read, update, onTurn } = keeper;
  return {
    ...createDecisions(keeper, turn, rank),
    skip() {
      const [entry] = read().queue;
      if (!entry) return;
      update({ skipped: new Set([...read().skipped, entry.id]) });
      turn.advance(entry, undefined);
      announce("Skipped");
      if (read().queue.length < 3) void rank();
    },
    lookAgain() {
      update({ skipped: new Set() });
      void rank().then(onTurn);
    },
    async note(text) {
      const [entry] = read().queue;
      if (!entry) return;
      const note = text === "" ? null : text;
      try {
        await changeEntries(keeper.id, [entry.id], { note });
        update({ queue: read().queue.map((other) => (other.id === entry.id ? applyChange(other, { note }) : other)) });
        announce("Note kept");
      } catch (problem) {
        tellProblem(problem);
      }
    },
  };
}

interface Turns {
  /** Goes on to the next paper. */
  advance(entry: ScreenedPaper, decision: Step["decision"]): void;
  /** Shows a paper again. */
  bringBack(entry: ScreenedPaper): void;
}

function createTurns({ read, update, onTurn }: Keeper): Turns {
  return {
    advance(entry, decision) {
      const { queue, past } = read();
      update({ queue: queue.slice(1), past: [{ entry, decision }, ...past].slice(0, maxPast) });
      onTurn();
    },
    bringBack(entry) {
      update({ queue: [entry, ...read().queue.filter((other) => other.id !== entry.id)] });
      onTurn();
    },
  };
}

type Rank = () => Promise<void>;

function createDecisions(
  { id, read, update }: Keeper,
  { advance, bringBack }: Turns,
  rank: Rank,
): Pick<ScreeningActions, "decide" | "undo"> {
  const refuse = (entry: ScreenedPaper, decision: Decision) => (problem: unknown) => {
    const past = read().past.filter((step) => step.entry !== entry);
    update({ progress: count(read().progress, decision, -1), past });
    bringBack(entry);
    tellProblem(problem);
  };
  return {
    decide(decision, reason) {
      const [entry] = read().queue;
      if (!entry) return;
      advance(entry, decision);
      update({ progress: count(read().progress, decision, 1) });
      announce(decision === "include" ? "Included" : "Excluded");
      const change = { decision, ...(reason !== undefined && { reason }) };
      changeEntries(id, [entry.id], change).then(rank, refuse(entry, decision));
    },
    undo() {
      const [last, ...past] = read().past;
      if (!last) return;
      const { entry, decision } = last;
      update({ past, skipped: new Set([...read().skipped].filter((other) => other !== entry.id)) });
      bringBack(entry);
      announce("Taken back");
      if (decision === undefined) return;
      update({ progress: count(read().progress, decision, -1) });
      changeEntries(id, [entry.id], { decision: null }).then(rank, tellProblem);
    },
  };
}

const maxPast = 200;

/** Asks for the ranking again. The paper that is shown stays; an answer that a later decision has overtaken is dropped. */
function createRanking({ id, read, update }: Keeper): () => Promise<void> {
  let turn = 0;
  return async () => {
    const own = (turn += 1);
    const { signal } = new AbortController();
    try {
      const [next, progress] = await Promise.all([
        loadNext(id, read().skipped.size, { call, signal }),
        loadProgress(id, { call, signal }),
      ]);
      if (own !== turn) return;
      const { queue, skipped, past } = read();
      const decided = new Set(past.flatMap((step) => (step.decision === undefined ? [] : step.entry.id)));
      const shown = queue[0];
      const others = next.filter((entry) => entry.id !== shown?.id && !skipped.has(entry.id) && !decided.has(entry.id));
      update({ progress, queue: shown ? [shown, ...others] : others });
    } catch {
      // What is at hand stays as it was ranked before.
    }
  };
}

/** The counts are known before the server answers; what follows from them is not. */
function count(progress: ScreeningProgress, decision: Decision, by: 1 | -1): ScreeningProgress {
  const side = decision === "include" ? "included" : "excluded";
  const { flow } = progress;
  const { screened, undecided } = flow;
  return {
    ...progress,
    flow: { ...flow, [side]: flow[side] + by, screened: screened + by, undecided: undecided - by },
  };
}
