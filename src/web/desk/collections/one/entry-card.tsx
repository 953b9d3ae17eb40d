import type { ShownEntry } from "../../../../domain/collections/entry.js";
import { Abstract, useFold } from "../../../paper/abstract.js";
import type { SelectStep } from "../../../paper/card-events.js";
import { Coins } from "../../../paper/coins.js";
import { ExternalLinks } from "../../../paper/external-links.js";
import { Facts } from "../../../paper/facts.js";
import { MarkedWords } from "../../../paper/marked-words.js";
import { readLatex } from "../../../shared/latex.js";
import { formatView } from "../../../shell/view-address.js";
import { useEditing } from "../../../shared/use-editing.js";
import { formatDay } from "../../format-day.js";
import type { EntryActions } from "./entry-actions.js";
import { EntryForm } from "./entry-form.js";
import { Rating } from "./rating.js";

interface EntryCardProps {
  readonly entry: ShownEntry;
  readonly isSelected: boolean;
  readonly onSelect: (id: string, step: SelectStep) => void;
  readonly onTag: (tag: string) => void;
  readonly actions: EntryActions;
}

/** A paper of a collection with what the reader says about it. */
export function EntryCard({ entry, isSelected, onSelect, onTag, actions }: EntryCardProps) {
  const { id, title, isRead } = entry;
  const text = readLatex(title).text;
  const { isEditing, edit, leave, button } = useEditing();
  return (
    <article
      class={["paper", "entry", isSelected && "selected", !isRead && "unread"].filter(Boolean).join(" ")}
      data-id={id}
      tabIndex={-1}
      aria-label={text}
    >
      <div class="paper-body">
        <h2 dir="auto">
          <input
            class="pick"
            type="checkbox"
            aria-label={`Select: ${text}`}
            checked={isSelected}
            onClick={(event) => onSelect(id, event.shiftKey ? "range" : "one")}
          />
          <EntryTitle entry={entry} />
        </h2>
        <EntryFacts entry={entry} onTag={onTag} />
        {isEditing ? (
          <EntryForm
            entry={entry}
            onCancel={leave}
            onSave={(change) => void actions.change([id], change, "The entry was changed.").then(leave)}
          />
        ) : (
          <EntryText entry={entry}>
            <button type="button" class="quiet edit-entry" ref={button} onClick={edit}>
              Note, tags
            </button>
            <EntryButtons entry={entry} actions={actions} />
          </EntryText>
        )}
      </div>
      <EntryMargin entry={entry} actions={actions} />
    </article>
  );
}

function EntryMargin({ entry, actions }: Pick<EntryCardProps, "entry" | "actions">) {
  const { key, addedAt } = entry;
  return (
    <div class="margin">
      <p class="match">
        <Rating entry={entry} actions={actions} />
      </p>
      <p class="entry-key">
        {key !== undefined && <code dir="auto">{key}</code>} added <time dateTime={addedAt}>{formatDay(addedAt)}</time>
      </p>
      {entry.paper && (
        <p class="links">
          <ExternalLinks paper={entry.paper} />
          <Coins paper={entry.paper} />
        </p>
      )}
    </div>
  );
}

function EntryTitle({ entry: { id, title, paper, isRead } }: Pick<EntryCardProps, "entry">) {
  return (
    <>
      {!isRead && <span class="unseen">Unread: </span>}
      {paper ? (
        <a href={formatView({ kind: "paper", id })}>
          <MarkedWords source={paper.title} />
        </a>
      ) : (
        <MarkedWords source={title} />
      )}
    </>
  );
}

function EntryFacts({ entry, onTag }: Pick<EntryCardProps, "entry" | "onTag">) {
  const { paper, year, tags, note, decision, reason } = entry;
  return (
    <>
      {paper ? (
        <Facts hit={{ paper, score: 0, matchedBy: "filter" }} onVenue={undefined} />
      ) : (
        <p class="facts">
          <span class="gone">No longer in the library</span>
          {year !== undefined && <span class="year"> {year}</span>}
        </p>
      )}
      {(decision !== undefined || tags.length > 0) && (
        <p class="entry-marks">
          {decision !== undefined && (
            <span class={`decision ${decision}`}>
              {decision === "include" ? "Included" : "Not interested"}
              {reason !== undefined && `: ${reason}`}
            </span>
          )}
          {tags.map((tag) => (
            <button
              key={tag}
              type="button"
              class="tag"
              dir="auto"
              title="Show only papers with this tag"
              onClick={() => onTag(tag)}
            >
              {tag}
            </button>
          ))}
        </p>
      )}
      {note !== undefined && (
        <p class="entry-note" dir="auto">
          {note}
        </p>
      )}
    </>
  );
}

interface EntryTextProps extends Pick<EntryCardProps, "entry"> {
  readonly children: preact.ComponentChildren;
}

function EntryText({ entry: { paper }, children }: EntryTextProps) {
  const { isFolded, isCut, onCut, toggle } = useFold();
  const abstract = paper?.abstract;
  return (
    <>
      {abstract && (
        <Abstract text={abstract} ranges={undefined} snippet={undefined} isFolded={isFolded} onCut={onCut} />
      )}
      <div class="actions scripted">
        {abstract && (
          <button
            type="button"
            class="quiet unfold"
            aria-expanded={!isFolded}
            hidden={isFolded && !isCut}
            onClick={toggle}
          >
            {isFolded ? "Show more" : "Show less"}
          </button>
        )}
        {children}
      </div>
    </>
  );
}

function EntryButtons({ entry: { id, isRead, decision }, actions }: Pick<EntryCardProps, "entry" | "actions">) {
  const isExcluded = decision === "exclude";
  return (
    <>
      <button type="button" class="quiet mark-read" onClick={() => void markRead(actions, [id], !isRead)}>
        {isRead ? "Mark as unread" : "Mark as read"}
      </button>
      <button type="button" class="quiet exclude" onClick={() => void dismiss(actions, [id], !isExcluded)}>
        {isExcluded ? "Interested again" : "Not interested"}
      </button>
      <button type="button" class="quiet remove-entry" onClick={() => void actions.remove([id])}>
        Remove
      </button>
    </>
  );
}

export function markRead(actions: EntryActions, ids: readonly string[], isRead: boolean): Promise<void> {
  return actions.change(ids, { isRead }, isRead ? "Marked as read." : "Marked as unread.");
}

/** Excluded papers are kept, so that nobody sees them among recommendations again. */
export function dismiss(actions: EntryActions, ids: readonly string[], isExcluded: boolean): Promise<void> {
  const decision = isExcluded ? "exclude" : null;
  return actions.change(ids, { decision }, isExcluded ? "Kept as not interesting." : "Interesting again.");
}
