import type { Step } from "../shell/navigation.js";

export interface AskPause {
  /** Something was typed: asks once the typist pauses. */
  askLater(): void;
  /** Something was chosen, or Enter was pressed. */
  askNow(): void;
  /** What was typed so far stands: typing on begins a new step of the history. */
  settle(): void;
  /** Forgets what was about to be asked. */
  cancel(): void;
}

/** Long enough that a fast typist does not ask for every letter, short enough to feel at once. */
const pauseMs = 200;

/** What is typed in one go is one step of the history, however often the typist paused. */
export function createAskPause(onAsk: (step: Step) => void): AskPause {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTyping = false;
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const settle = () => {
    isTyping = false;
  };
  return {
    cancel,
    settle,
    askLater() {
      cancel();
      timer = setTimeout(() => {
        timer = undefined;
        const step = isTyping ? "refine" : "new";
        isTyping = true;
        onAsk(step);
      }, pauseMs);
    },
    askNow() {
      // An Enter that comes before the pause ends belongs to what is being typed.
      const step = isTyping && timer !== undefined ? "refine" : "new";
      cancel();
      settle();
      onAsk(step);
    },
  };
}
