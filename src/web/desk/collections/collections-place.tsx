import type { Collection } from "../../../domain/collections/collection.js";
import { formatPapers } from "../../../domain/text/amounts.js";
import { prepareLatex } from "../../shared/latex.js";
import type { DeskPlace, DeskViewProps } from "../desk-state.js";
import { CollectionList } from "./all/collection-list.js";
import { CollectionPage } from "./one/collection-page.js";
import { type EntryPage, loadEntryPage } from "./one/load-entries.js";
import { readListing } from "./one/listing.js";
import { loadScreening, type Screening } from "./screening/load-screening.js";
import { ScreeningPage } from "./screening/screening-page.js";

type CollectionsAnswer =
  | { readonly kind: "all"; readonly collections: readonly Collection[] }
  | { readonly kind: "one"; readonly collection: Collection; readonly page: EntryPage }
  | ({ readonly kind: "screening" } & Screening);

/** The collections of a reader, or the papers of one. */
export const collectionsPlace: DeskPlace<CollectionsAnswer> = {
  describe: describeCollections,
  async load(query, { call, signal }) {
    const id = query.get("id");
    if (id === null || id === "") return { kind: "all", ...(await call("GET /v1/collections", { signal })) };
    if (query.has("screen")) return { kind: "screening", ...(await loadScreening(id, { call, signal })) };
    const [collection, page] = await Promise.all([
      call("GET /v1/collections/{id}", { params: { id }, signal }),
      loadEntryPage({ id, listing: readListing(query), cursor: query.get("cursor") ?? undefined }, { call, signal }),
    ]);
    return { kind: "one", collection, page };
  },
  async prepare(answer) {
    if (answer.kind === "one") await prepareLatex(answer.page.entries.flatMap(listTexts));
    if (answer.kind === "screening") await prepareLatex(answer.next.flatMap(listTexts));
  },
  View: Collections,
};

function listTexts({ title, paper }: EntryPage["entries"][number]): readonly (string | undefined)[] {
  return [title, paper?.title, paper?.abstract];
}

function describeCollections(answer: CollectionsAnswer | undefined) {
  if (answer === undefined || answer.kind === "all")
    return { title: "Collections", description: "Your named lists of papers, with notes and tags." };
  const { name, papers } = answer.collection;
  const title = answer.kind === "screening" ? `Screening: ${name}` : name;
  return { title, description: `A collection of ${formatPapers(papers)}.` };
}

function Collections({ query, answer }: DeskViewProps<CollectionsAnswer>) {
  if (answer.kind === "all") return <CollectionList collections={answer.collections} />;
  if (answer.kind === "screening") return <ScreeningPage screening={answer} />;
  return <CollectionPage collection={answer.collection} page={answer.page} listing={readListing(query)} />;
}
