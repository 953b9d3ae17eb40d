import type { Digest } from "../../../../domain/digests/digest.js";
import type { Follow } from "../../../../domain/follows/follow.js";
import { useEditing } from "../../../shared/use-editing.js";
import { formatTime } from "../../format-day.js";
import { DigestForm, type DigestWish } from "./digest-form.js";
import { nameFollows } from "./name-follows.js";

interface DigestRowProps {
  readonly digest: Digest;
  readonly follows: readonly Follow[];
  readonly actions: {
    readonly change: (digest: Digest, body: Partial<DigestWish> & { paused?: boolean }) => Promise<boolean>;
    readonly remove: (digest: Digest) => Promise<void>;
    readonly test: (digest: Digest) => Promise<void>;
  };
}

const states: Readonly<Record<Digest["state"], string>> = {
  unconfirmed: "not confirmed: open the link in the mail that was sent to it",
  active: "",
  paused: "paused",
  unsubscribed: "unsubscribed",
};

/** One digest: to whom, when, of what, and what became of its last mail. */
export function DigestRow({ digest, follows, actions }: DigestRowProps) {
  const { address, frequency, weekday, time, timeZone, state, mails } = digest;
  const { isEditing, edit, leave, button } = useEditing();
  const [last] = mails;
  const isStopped = state === "paused" || state === "unsubscribed";
  const save = async (wish: DigestWish) => {
    const isDone = await actions.change(digest, wish);
    if (isDone) leave();
    return isDone;
  };
  return (
    <li>
      <h3>
        {address}
        {states[state] !== "" && <span class="paused-mark">{states[state]}</span>}
      </h3>
      <p class="facts">
        {frequency === "daily" ? "Every day" : `Every ${upperFirst(weekday)}`} at {time} ({timeZone}) ·{" "}
        {nameFollows(digest.follows, follows)}
      </p>
      {last && (
        <p class={last.state === "failed" || last.state === "unknown" ? "facts source-error" : "facts"}>
          Last mail {last.state}
          {last.sentAt !== undefined && ` on ${formatTime(last.sentAt)}`}
          {last.reason !== undefined && `: ${last.reason}`}
        </p>
      )}
      {isEditing && <DigestForm digest={digest} follows={follows} onSave={save} onCancel={leave} />}
      <p class="row-actions scripted" hidden={isEditing}>
        <button class="quiet" type="button" onClick={() => void actions.test(digest)}>
          Send a test
        </button>
        <button class="quiet" type="button" onClick={() => void actions.change(digest, { paused: !isStopped })}>
          {isStopped ? "Resume" : "Pause"}
        </button>
        <button class="quiet" type="button" ref={button} onClick={edit}>
          Edit
        </button>
        <button class="quiet" type="button" onClick={() => void actions.remove(digest)}>
          Remove
        </button>
      </p>
    </li>
  );
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
