import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Collection } from "../../../../domain/collections/collection.js";
import { createCollectionActions } from "./collection-actions.js";
import { CollectionRow } from "./collection-row.js";
import { DeletedCollections } from "./deleted-collections.js";
import { ImportFile } from "./import-file.js";
import { NewCollection } from "./new-collection.js";

/** All collections of the reader, and ways to get more of them. */
export function CollectionList({ collections: given }: { readonly collections: readonly Collection[] }) {
  const [collections, setCollections] = useState(given);
  const heading = useRef<HTMLHeadingElement>(null);
  const actions = useMemo(() => createCollectionActions(setCollections, () => heading.current?.focus()), []);
  // The page of the collection has led here after its deletion.
  useEffect(() => {
    const deleted = new URLSearchParams(location.search).get("deleted");
    if (deleted === null) return;
    history.replaceState(history.state, "", "collections");
    actions.offerRestore(deleted, "The collection was deleted.");
  }, []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Collections
      </h1>
      {collections.length === 0 && <EmptyCollections />}
      <div class="new-collection scripted">
        <NewCollection onCreate={actions.create} />
        <ImportFile onEnd={() => void actions.reload()} />
      </div>
      <ul class="collections" aria-label="Your collections">
        {collections.map((collection) => (
          <CollectionRow key={collection.id} collection={collection} actions={actions} />
        ))}
      </ul>
      <DeletedCollections others={collections} actions={actions} />
    </>
  );
}

function EmptyCollections() {
  return (
    <div class="empty-collections">
      <p class="lead">Keep papers together: for a chapter, a review, a reading group.</p>
      <p>
        Save papers from <a href="./">your searches</a>, or begin with a file of your reference manager. A collection
        recommends papers like its own, and can be screened for a systematic review.
      </p>
    </div>
  );
}
