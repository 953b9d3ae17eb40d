import type { Step } from "../../shell/navigation.js";

export interface AskPause {
  /** After typing: searches once the typing pauses. */
  askLater(): void;
  /** After a choice, or Enter: searches at once. */
  askNow(): void;
  /** Ends the current history entry: further typing starts a new one. */
  settle(): void;
  /** Drops a pending search. */
  cancel(): void;
}

/** Long enough not to search for every letter, short enough to feel instant. */
const pauseMs = 200;

/**
 * Text typed without leaving the box is one history entry, even if the typing pauses; its last word may be unfinished.
 */
export function createAskPause(onAsk: (step: Step, isUnfinished: boolean) => void): AskPause {
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
        onAsk(step, true);
      }, pauseMs);
    },
    askNow() {
      // Enter before the pause ends belongs to the text that is being typed.
      const step = isTyping && timer !== undefined ? "refine" : "new";
      cancel();
      settle();
      onAsk(step, false);
    },
  };
}
