import type { Collection } from "../../../../domain/collections/collection.js";
import type { ShownEntry } from "../../../../domain/collections/entry.js";
import { locateCollection } from "../../../shared/locate-collection.js";
import { call } from "../../../shared/server.js";
import { tellProblem } from "../../../shell/deed-notice.js";
import { locateFollow } from "../../../shell/follow-address.js";
import { formatView, maxExamples } from "../../../shell/view-address.js";
import { CollectionForm } from "../all/collection-form.js";
import { useEditing } from "../../../shared/use-editing.js";
import { ImportFile } from "../all/import-file.js";
import { formatDay } from "../../format-day.js";
import { describeCollection } from "../describe-collection.js";
import type { EntryActions } from "./entry-actions.js";
import { ExportMenu } from "./export-menu.js";
import { askExport, type Listing } from "./listing.js";

interface CollectionHeadProps {
  readonly collection: Collection;
  readonly actions: EntryActions;
  readonly entries: readonly ShownEntry[];
  readonly listing: Listing;
}

/** The name and note of a collection, and what one can do with the whole of it. */
export function CollectionHead({ collection, actions, entries, listing }: CollectionHeadProps) {
  const { id, name, note, updatedAt, papers } = collection;
  const { isEditing, edit, leave, button } = useEditing();
  return (
    <div class="collection-head">
      <a class="quiet back" href="collections">
        ← Collections
      </a>
      <h1 dir="auto">{name}</h1>
      <p class="facts">
        {describeCollection(collection).join(" · ")}
        {" · "}
        changed <time dateTime={updatedAt}>{formatDay(updatedAt)}</time>
      </p>
      {isEditing ? (
        <CollectionForm
          collection={collection}
          onCancel={leave}
          onSave={(change) => void actions.rename(change).then(leave)}
        />
      ) : (
        note !== undefined && (
          <p class="collection-note" dir="auto">
            {note}
          </p>
        )
      )}
      <div class="head-actions">
        {papers > 0 && (
          <>
            {papers <= maxExamples && <MoreLikeThese id={id} entries={entries} />}
            <a class="more" href={locateCollection(id, { screen: "" })}>
              Screen
            </a>
          </>
        )}
        <FollowLink id={id} name={name} />
        <button type="button" class="quiet scripted" hidden={isEditing} ref={button} onClick={edit}>
          Edit
        </button>
        <ImportFile collection={id} onEnd={() => void actions.reload()} />
        <ExportShown id={id} name={name} listing={listing} />
        <button type="button" class="quiet scripted" onClick={() => void removeCollection(id)}>
          Delete
        </button>
      </div>
    </div>
  );
}

/** The papers that are listed, on all pages of the list. */
function ExportShown({ id, name, listing }: Pick<Collection, "id" | "name"> & Pick<CollectionHeadProps, "listing">) {
  const values = askExport(listing);
  const label = Object.keys(values).length === 0 ? "Export" : "Export these";
  return <ExportMenu id={id} name={name} label={label} values={values} />;
}

/** New papers like those of the collection. */
function FollowLink({ id, name }: Pick<Collection, "id" | "name">) {
  return (
    <a class="quiet" href={locateFollow("collection", id, name)}>
      Follow
    </a>
  );
}

/**
 * Recommendations for what is included, or for all while nothing is, and unlike what is of no interest. Their address
 * holds no more papers than that: of a larger collection they would list its own.
 */
function MoreLikeThese({ id, entries }: Pick<CollectionHeadProps, "entries"> & Pick<Collection, "id">) {
  const open = async (event: Event) => {
    event.preventDefault();
    try {
      location.assign(await locateRecommendations(id));
    } catch (problem) {
      tellProblem(problem);
    }
  };
  const likes = entries.filter(({ isInLibrary }) => isInLibrary).map((entry) => entry.id);
  const view = { kind: "recommend", likes: likes.slice(0, maxExamples), dislikes: [] } as const;
  return (
    <a class="strong" href={formatView(view)} onClick={(event) => void open(event)}>
      More like these
    </a>
  );
}

async function locateRecommendations(id: string): Promise<string> {
  const list = async (decision: "include" | "undecided" | "exclude") => {
    const query = { decision, limit: maxExamples, fields: "title" };
    const { entries } = await call("GET /v1/collections/{id}/papers", { params: { id }, query });
    return entries.filter(({ isInLibrary }) => isInLibrary).map((entry) => entry.id);
  };
  const [included, undecided, dislikes] = await Promise.all([list("include"), list("undecided"), list("exclude")]);
  return formatView({ kind: "recommend", likes: included.length > 0 ? included : undecided, dislikes });
}

/** The list of all collections offers to restore it. */
async function removeCollection(id: string): Promise<void> {
  try {
    await call("DELETE /v1/collections/{id}", { params: { id } });
    location.assign(`collections?deleted=${encodeURIComponent(id)}`);
  } catch (problem) {
    tellProblem(problem);
  }
}
