import type { Collection } from "../../../domain/collections/collection.js";
import { formatPapers } from "../../../domain/text/amounts.js";
import type { DeskPlace, DeskViewProps } from "../desk-state.js";

interface CollectionsAnswer {
  readonly collections: readonly Collection[];
}

/** The collections of a reader. */
export const collectionsPlace: DeskPlace<CollectionsAnswer> = {
  describe: () => ({ title: "Collections", description: "Your named lists of papers, with notes and tags." }),
  load: (_, { call, signal }) => call("GET /v1/collections", { signal }),
  View: Collections,
};

function Collections({ answer: { collections } }: DeskViewProps<CollectionsAnswer>) {
  return (
    <>
      <h1>Collections</h1>
      {collections.length === 0 && <p>There are none yet.</p>}
      <ul class="collections">
        {collections.map(({ id, name, papers }) => (
          <li key={id}>
            <span dir="auto">{name}</span> · {formatPapers(papers)}
          </li>
        ))}
      </ul>
    </>
  );
}
