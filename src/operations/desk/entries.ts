import { z } from "zod";
import { shownEntrySchema, wholeEntrySchema } from "../../domain/collections/entry.js";
import {
  addedEntriesSchema,
  addEntriesSchema,
  changedEntriesSchema,
  changeEntriesSchema,
  collectionRecommendationSchema,
  collectionsOfPaperSchema,
  entriesAnswerSchema,
  findEntriesSchema,
  foundEntriesSchema,
  listEntriesQuerySchema,
  removedEntriesSchema,
  removeEntriesSchema,
  replacedEntrySchema,
} from "../../domain/collections/entry-requests.js";
import { hitsAnswerSchema } from "../../domain/search/answer.js";
import { collectionParams } from "./collections.js";
import {
  addEntriesExample,
  changeEntriesExample,
  collectionsOfExample,
  findEntriesExample,
  listEntriesExample,
  readEntryExample,
  recommendForExample,
  removeEntriesExample,
  removeEntryExample,
  replaceEntryExample,
} from "./examples/entries.js";
import type { OperationList } from "../operation.js";
import { paperParams } from "../params.js";

const entryParams = z.strictObject({
  ...collectionParams.shape,
  paper: paperParams.shape.id,
});

export const entryOperations = {
  listEntries: {
    method: "get",
    path: "/v1/collections/{id}/papers",
    scope: "read",
    tag: "Collections",
    summary: "The papers of a collection, with notes, tags, ratings and decisions",
    description:
      "Excluded papers are listed only if `decision` asks for them. A paper that was removed from the library stays, with " +
      "its title and `isInLibrary: false`.",
    params: collectionParams,
    query: listEntriesQuerySchema,
    answer: entriesAnswerSchema,
    errors: ["not_found"],
    example: listEntriesExample,
  },
  findEntries: {
    method: "post",
    path: "/v1/collections/{id}/papers/find",
    scope: "read",
    tag: "Collections",
    summary: "Which of these papers a collection has, with what you say about them",
    description: "For marks beside the papers of an answer, however large the collection is.",
    params: collectionParams,
    body: findEntriesSchema,
    answer: foundEntriesSchema,
    errors: ["not_found"],
    example: findEntriesExample,
  },
  addEntries: {
    method: "post",
    path: "/v1/collections/{id}/papers",
    scope: "write",
    tag: "Collections",
    summary: "Add papers of the library to a collection",
    description:
      "A paper that is there already is completed: tags are added, what it lacks is filled in, and a new note follows the " +
      "one that it has. A collection holds 20,000 papers; more are refused, and then none is added.",
    params: collectionParams,
    body: addEntriesSchema,
    answer: addedEntriesSchema,
    errors: ["not_found", "too_large"],
    example: addEntriesExample,
  },
  recommendForCollection: {
    method: "post",
    path: "/v1/collections/{id}/recommendations",
    scope: "read",
    tag: "Collections",
    summary: "More like the papers of a collection, less like its excluded ones",
    description:
      "Like the included papers, or all undecided ones while none is included. Of more than 100 of a kind, the last decided " +
      "or added count. Finds nothing that is in the collection; entries without a paper or a vector are passed over.",
    params: collectionParams,
    body: collectionRecommendationSchema,
    answer: hitsAnswerSchema,
    errors: ["not_found", "conflict"],
    example: recommendForExample,
  },
  replaceEntry: {
    method: "put",
    path: "/v1/collections/{id}/papers/{paper}",
    scope: "write",
    tag: "Collections",
    summary: "Put a paper into a collection with all that you say about it",
    description: "Replaces what was there; fields that the body lacks are removed.",
    params: entryParams,
    body: wholeEntrySchema,
    answer: replacedEntrySchema,
    errors: ["not_found", "too_large"],
    example: replaceEntryExample,
  },
  readEntry: {
    method: "get",
    path: "/v1/collections/{id}/papers/{paper}",
    scope: "read",
    tag: "Collections",
    summary: "One paper of a collection",
    params: entryParams,
    answer: shownEntrySchema,
    errors: ["not_found"],
    example: readEntryExample,
  },
  changeEntries: {
    method: "patch",
    path: "/v1/collections/{id}/papers",
    scope: "write",
    tag: "Collections",
    summary: "Change what you say about papers of a collection: note, tags, reading, rating, decision",
    description:
      "The same change for each paper; of two changes at once, the last one wins, field by field. `decision` sets " +
      "`decidedAt`; only an excluded paper has a `reason`.",
    params: collectionParams,
    body: changeEntriesSchema,
    answer: changedEntriesSchema,
    errors: ["not_found", "too_large"],
    example: changeEntriesExample,
  },
  removeEntries: {
    method: "post",
    path: "/v1/collections/{id}/papers/remove",
    scope: "write",
    tag: "Collections",
    summary: "Take papers out of a collection",
    description: "They stay in the library.",
    params: collectionParams,
    body: removeEntriesSchema,
    answer: removedEntriesSchema,
    errors: ["not_found"],
    example: removeEntriesExample,
  },
  removeEntry: {
    method: "delete",
    path: "/v1/collections/{id}/papers/{paper}",
    scope: "write",
    tag: "Collections",
    summary: "Take one paper out of a collection",
    params: entryParams,
    answer: removedEntriesSchema,
    errors: ["not_found"],
    example: removeEntryExample,
  },
  listCollectionsOf: {
    method: "get",
    path: "/v1/papers/{id}/collections",
    scope: "read",
    tag: "Collections",
    summary: "Your collections that have a paper, with what you say about it there",
    params: paperParams,
    answer: collectionsOfPaperSchema,
    example: collectionsOfExample,
  },
} as const satisfies OperationList;
