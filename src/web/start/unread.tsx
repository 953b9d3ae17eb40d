import type { Collection } from "../../domain/collections/collection.js";
import { locateCollection } from "../shared/locate-collection.js";

const shownCollections = 4;

/** Collections with papers that the reader has not read. */
export function Unread({ collections }: { readonly collections: readonly Collection[] }) {
  const unread = collections.filter((collection) => collection.unread > 0).slice(0, shownCollections);
  if (unread.length === 0) return null;
  return (
    <section aria-labelledby="unread-title">
      <h2 class="small" id="unread-title">
        To read
      </h2>
      <ul class="rising">
        {unread.map(({ id, name, unread: count, papers }) => (
          <li key={id}>
            <a class="plain" dir="auto" href={locateCollection(id)}>
              {name}
            </a>
            <span class="count">
              {count} of {papers} unread
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
