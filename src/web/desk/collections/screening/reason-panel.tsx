import { useLayoutEffect, useRef } from "preact/hooks";

interface ReasonPanelProps {
  /** Reasons that were given before, the most frequent first. */
  readonly reasons: readonly string[];
  readonly onExclude: (reason: string | undefined) => void;
  readonly onCancel: () => void;
}

/** As many as there are digits. */
const maxReasons = 9;

/**
 * Asks why a paper is excluded: the number of one of the reasons before, other words, or nothing. A number counts when it
 * is sent, because words may begin with a digit.
 */
export function ReasonPanel({ reasons, onExclude, onCancel }: ReasonPanelProps) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  const offered = reasons.slice(0, maxReasons);
  const send = (event: Event) => {
    event.preventDefault();
    const text = field.current?.value.trim() ?? "";
    onExclude(offered[Number(text) - 1] ?? (text || undefined));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <form class="reason-panel" aria-label="Why it is excluded" onSubmit={send} onKeyDown={onKeyDown}>
      {offered.length > 0 && <Reasons offered={offered} onExclude={onExclude} />}
      <div class="reason-row">
        <label>
          <span class="unseen">Reason</span>
          <input
            type="text"
            dir="auto"
            maxLength={1_000}
            placeholder="Reason, if you like"
            autocomplete="off"
            ref={field}
          />
        </label>
        <button type="submit" class="strong">
          Exclude
        </button>
        <button type="button" class="quiet" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}

interface ReasonsProps extends Pick<ReasonPanelProps, "onExclude"> {
  readonly offered: readonly string[];
}

function Reasons({ offered, onExclude }: ReasonsProps) {
  return (
    <ol class="reasons">
      {offered.map((reason, at) => (
        <li key={reason}>
          <button type="button" class="tag" dir="auto" onClick={() => onExclude(reason)}>
            <kbd aria-hidden="true">{at + 1}</kbd> {reason}
          </button>
        </li>
      ))}
    </ol>
  );
}
