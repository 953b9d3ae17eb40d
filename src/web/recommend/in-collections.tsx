import { useEffect, useState } from "preact/hooks";
import type { CollectionsOfPaper } from "../../domain/collections/entry-requests.js";
import { locateCollection } from "../shared/locate-collection.js";
import { call } from "../shared/server.js";
import { useWatched } from "../shared/use-watched.js";
import { trayStore } from "./tray-store.js";

/** The collections that have a paper; nothing where none has. */
export function InCollections({ id }: { readonly id: string }) {
  const [having, setHaving] = useState<CollectionsOfPaper["collections"]>([]);
  const tray = useWatched(trayStore);
  useEffect(() => {
    const asking = new AbortController();
    call("GET /v1/papers/{id}/collections", { params: { id }, signal: asking.signal }).then(
      ({ collections }) => setHaving(collections),
      () => undefined,
    );
    return () => asking.abort();
  }, [id, tray]);
  const kept = having.filter(({ entry }) => entry.decision !== "exclude");
  if (kept.length === 0) return null;
  return (
    <p class="in-collections">
      In{" "}
      {kept.map((collection, at) => (
        <>
          {at > 0 && ", "}
          <a class="quiet" dir="auto" href={locateCollection(collection.id)}>
            {collection.name}
          </a>
        </>
      ))}
    </p>
  );
}
