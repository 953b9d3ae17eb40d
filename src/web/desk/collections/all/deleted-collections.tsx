import { useEffect, useState } from "preact/hooks";
import type { Collection } from "../../../../domain/collections/collection.js";
import { formatPapers } from "../../../../domain/text/amounts.js";
import { call } from "../../../shared/server.js";
import { tellProblem } from "../../../shell/deed-notice.js";
import type { CollectionActions } from "./collection-actions.js";

interface DeletedCollectionsProps {
  /** Those that are not deleted: when they change, so may the deleted ones. */
  readonly others: readonly Collection[];
  readonly actions: CollectionActions;
}

/** The collections that were deleted in the last 30 days, each with a way back; nothing if there are none. */
export function DeletedCollections({ others, actions }: DeletedCollectionsProps) {
  const [deleted, setDeleted] = useState<readonly Collection[]>([]);
  useEffect(() => {
    let isLast = true;
    call("GET /v1/collections", { query: { deleted: "true" } })
      .then(({ collections }) => isLast && setDeleted(collections))
      .catch(tellProblem);
    return () => {
      isLast = false;
    };
  }, [others]);
  if (deleted.length === 0) return null;
  return (
    <details class="deleted-collections">
      <summary>Deleted in the last 30 days</summary>
      <ul>
        {deleted.map((collection) => (
          <li key={collection.id}>
            <span dir="auto">{collection.name}</span> <span class="facts">{formatPapers(collection.papers)}</span>{" "}
            <button
              type="button"
              class="quiet"
              aria-label={`Restore ${collection.name}`}
              onClick={() => void actions.restore(collection)}
            >
              Restore
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
