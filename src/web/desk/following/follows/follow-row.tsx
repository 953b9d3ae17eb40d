import { useRef, useState } from "preact/hooks";
import { isRanked } from "../../../../domain/follows/follow-kind.js";
import type { Follow } from "../../../../domain/follows/follow.js";
import { formatPapers } from "../../../../domain/text/amounts.js";
import { useEditing } from "../../../shared/use-editing.js";
import { formatDay, formatTime } from "../../format-day.js";
import { describeTarget, kindNames } from "./describe-follow.js";
import type { FollowActions } from "./follow-actions.js";
import { findUsualScore, Strictness } from "./strictness.js";

interface FollowRowProps {
  readonly follow: Follow;
  readonly actions: FollowActions;
}

/** One follow: what it watches and has found, and what can be done with it. */
export function FollowRow({ follow, actions }: FollowRowProps) {
  const { id, kind, name, isPaused, matches, new: unseen, lastMatchAt, state } = follow;
  const { isEditing, edit, leave, button } = useEditing();
  const target = describeTarget(follow);
  return (
    <li>
      <h3 dir="auto">
        <a href={`following?follow=${encodeURIComponent(id)}`}>{name}</a>
        {isPaused && <span class="paused-mark">paused</span>}
      </h3>
      <p class="facts">
        {[kindNames[kind], target !== name && target].filter(Boolean).join(" · ")}
        {" · "}
        {matches === 0 ? "no match yet" : formatPapers(matches)}
        {unseen > 0 && `, ${unseen} new`}
        {lastMatchAt !== undefined && ` · last on ${formatDay(lastMatchAt)}`}
      </p>
      {state && <SourceState state={state} />}
      {isEditing && <EditForm follow={follow} actions={actions} onLeave={leave} />}
      <p class="row-actions scripted" hidden={isEditing}>
        <button
          class="quiet"
          type="button"
          aria-label={`${isPaused ? "Resume" : "Pause"}: ${name}`}
          onClick={() => void actions.patch(follow, { isPaused: !isPaused })}
        >
          {isPaused ? "Resume" : "Pause"}
        </button>
        <button class="quiet" type="button" aria-label={`Edit: ${name}`} ref={button} onClick={edit}>
          Edit
        </button>
        <button class="quiet" type="button" aria-label={`Remove: ${name}`} onClick={() => actions.remove(follow)}>
          Remove
        </button>
      </p>
    </li>
  );
}

function SourceState({ state }: { readonly state: NonNullable<Follow["state"]> }) {
  const { lastRunAt, nextRunAt, papers, error, job } = state;
  return (
    <p class={error === undefined ? "facts" : "facts source-error"}>
      {job !== undefined && "being fetched now · "}
      {lastRunAt === undefined
        ? "not fetched yet"
        : `${error === undefined ? "fetched" : "tried"} ${formatTime(lastRunAt)}${papers === undefined ? "" : `: ${formatPapers(papers)}`}`}
      {` · next ${formatTime(nextRunAt)}`}
      {error !== undefined && (
        <>
          <br />
          {nameServers(error)}
        </>
      )}
    </p>
  );
}

/** Whole addresses of requests would hide what is wrong. */
function nameServers(text: string): string {
  return text.replace(/https?:\/\/([^/\s]+)\S*/g, "$1");
}

function EditForm({ follow, actions, onLeave }: FollowRowProps & { readonly onLeave: () => void }) {
  const nameField = useRef<HTMLInputElement>(null);
  const [minScore, setMinScore] = useState(
    isRanked(follow.kind) ? (follow.minScore ?? findUsualScore(follow.kind)) : undefined,
  );
  const send = async (event: Event) => {
    event.preventDefault();
    const name = nameField.current?.value.trim() || follow.name;
    const isDone = await actions.patch(follow, { name, ...(minScore !== undefined && { minScore }) });
    if (isDone) onLeave();
  };
  return (
    <form
      class="desk-form tall"
      aria-label={`Edit: ${follow.name}`}
      onSubmit={(event) => void send(event)}
      onKeyDown={({ key }) => key === "Escape" && onLeave()}
    >
      <label>
        Name <input type="text" dir="auto" required maxLength={200} defaultValue={follow.name} ref={nameField} />
      </label>
      {minScore !== undefined && <Strictness value={minScore} onChange={setMinScore} />}
      <p class="form-actions">
        <button class="strong" type="submit">
          Save
        </button>
        <button class="quiet" type="button" onClick={onLeave}>
          Cancel
        </button>
      </p>
    </form>
  );
}
