import type { Collection } from "../../../../domain/collections/collection.js";
import { call } from "../../../shared/server.js";
import { tell } from "../../../shared/undo.js";
import { tellProblem } from "../../../shell/deed-notice.js";

/** Those of the list of collections. Each resolves to whether it was done, and tells why not. */
export interface CollectionActions {
  readonly reload: () => Promise<void>;
  readonly create: (name: string) => Promise<boolean>;
  readonly change: (id: string, change: { readonly name: string; readonly note: string }) => Promise<boolean>;
  readonly remove: (collection: Collection) => Promise<boolean>;
  /** Takes a deleted collection back. */
  readonly restore: (collection: Collection) => Promise<boolean>;
  /** Tells of a deletion, with a way back. */
  readonly offerRestore: (id: string, message: string) => void;
}

type Show = (collections: readonly Collection[]) => void;

/** @param focusStart called when the collection that had the focus is gone */
export function createCollectionActions(show: Show, focusStart: () => void): CollectionActions {
  const reload = async () => show((await call("GET /v1/collections", {})).collections);
  const act = (deed: () => Promise<void>) =>
    deed()
      .then(reload)
      .then(
        () => true,
        (problem: unknown) => {
          tellProblem(problem);
          return false;
        },
      );
  const bringBack = (id: string) => call("POST /v1/collections/{id}/restore", { params: { id } });
  const offerRestore = (id: string, message: string) => tell(message, () => bringBack(id).then(reload));
  return {
    reload,
    offerRestore,
    create: (name) =>
      act(async () => {
        await call("POST /v1/collections", { body: { name } });
        tell(`“${name}” was created.`);
      }),
    change: (id, { name, note }) =>
      act(async () => {
        const body = { name, note: note === "" ? null : note };
        const { before } = await call("PATCH /v1/collections/{id}", { params: { id }, body });
        const restore = () => call("PATCH /v1/collections/{id}", { params: { id }, body: before });
        tell("The collection was changed.", () => restore().then(reload));
      }),
    restore: ({ id, name }) =>
      act(async () => {
        await bringBack(id);
        focusStart();
        tell(`“${name}” is back.`);
      }),
    remove: ({ id, name }) =>
      act(async () => {
        await call("DELETE /v1/collections/{id}", { params: { id } });
        focusStart();
        offerRestore(id, `“${name}” was deleted.`);
      }),
  };
}
