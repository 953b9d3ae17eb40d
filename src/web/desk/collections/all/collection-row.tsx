import type { Collection } from "../../../../domain/collections/collection.js";
import { locateCollection } from "../../../shared/locate-collection.js";
import { formatDay } from "../../format-day.js";
import { describeCollection } from "../describe-collection.js";
import { useEditing } from "../../../shared/use-editing.js";
import { CollectionForm } from "./collection-form.js";
import type { CollectionActions } from "./collection-actions.js";

interface CollectionRowProps {
  readonly collection: Collection;
  readonly actions: CollectionActions;
}

/** One collection: what it holds, and a form to change its name and note. */
export function CollectionRow({ collection, actions }: CollectionRowProps) {
  const { id, name, note, updatedAt } = collection;
  const { isEditing, edit, leave, button } = useEditing();
  const save = async (change: { name: string; note: string }) => {
    if (await actions.change(id, change)) leave();
  };
  if (isEditing)
    return (
      <li>
        <CollectionForm collection={collection} onSave={save} onCancel={leave} />
      </li>
    );
  return (
    <li>
      <div class="collection-text">
        <h2 dir="auto">
          <a href={locateCollection(id)}>{name}</a>
        </h2>
        <p class="facts">
          {describeCollection(collection).join(" · ")}
          {" · "}
          changed <time dateTime={updatedAt}>{formatDay(updatedAt)}</time>
        </p>
        {note !== undefined && (
          <p class="collection-note" dir="auto">
            {note}
          </p>
        )}
      </div>
      <p class="row-actions">
        <a class="quiet" href={locateCollection(id, { screen: "" })} aria-label={`Screen: ${name}`}>
          Screen
        </a>
        <button type="button" class="quiet scripted" aria-label={`Edit: ${name}`} ref={button} onClick={edit}>
          Edit
        </button>
        <button
          type="button"
          class="quiet scripted"
          aria-label={`Delete: ${name}`}
          onClick={() => void actions.remove(collection)}
        >
          Delete
        </button>
      </p>
    </li>
  );
}
