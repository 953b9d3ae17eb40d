import { collectionLimits } from "../../domain/collections/collection.js";
import {
  collectionExportQuerySchema,
  entriesExportSchema,
  importedCollectionSchema,
} from "../../domain/collections/file-requests.js";
import { lineSchema } from "../../domain/input/plain-text.js";
import { exportFiles } from "../../domain/export/format.js";
import { collectionParams } from "./collections.js";
import {
  exportCollectionExample,
  exportedReferences,
  exportEntriesExample,
  importCollectionExample,
  importIntoExample,
} from "./examples/collection-files.js";
import type { OperationList } from "../operation.js";
import { paperBodyTypes } from "../paper-body.js";
import { importQuerySchema, papersBodySchema } from "../papers.js";

const importQuery = importQuerySchema.omit({ dryRun: true });
const importAnswer = {
  body: papersBodySchema,
  bodyTypes: paperBodyTypes,
  answer: importedCollectionSchema,
  status: 202,
  otherAnswers: { 200: { when: "With `wait=true`: the job has ended" } },
} as const;

const readFields =
  "Notes, tags and citation keys of BibTeX (Zotero, JabRef, Mendeley, BibDesk), RIS, CSL-JSON, CSV (ours and Zotero's) and " +
  "JSON Lines (`entry`) become those of the entries, and so do ratings and read marks where the format has them. Papers " +
  "that the library has are added as well; a record that is refused is a failure of the job. What becomes a tag is no " +
  "keyword of the paper, as papers are shared by all readers.";

/** Files of collections: their bodies and answers are streams, so their handlers are not functions of the desk. */
export const collectionFileOperations = {
  exportCollection: {
    method: "get",
    path: "/v1/collections/{id}/export",
    scope: "read",
    tag: "Collections",
    summary: "A collection as JSON Lines, BibTeX, RIS, CSL-JSON or CSV, with notes, tags and keys",
    description:
      "Streamed, the first added first. In BibTeX a note is in `annote`, rating and reading are those of JabRef; in RIS it " +
      "is in `N1` and the key in `ID`; in CSL-JSON it is in `note`. Tags are keywords. JSON Lines and CSV have all fields " +
      "of an entry and keep them apart from those of the paper.",
    params: collectionParams,
    query: collectionExportQuerySchema,
    answerType: exportFiles.jsonl.type,
    otherAnswerTypes: exportedReferences,
    errors: ["not_found"],
    example: exportCollectionExample,
  },
  exportEntries: {
    method: "post",
    path: "/v1/collections/{id}/export",
    scope: "read",
    tag: "Collections",
    summary: "Chosen papers of a collection as a file, with notes, tags and keys",
    description: "The same file as that of the whole collection, with these papers alone, also excluded ones.",
    params: collectionParams,
    body: entriesExportSchema,
    answerType: exportFiles.jsonl.type,
    otherAnswerTypes: exportedReferences,
    errors: ["not_found"],
    example: exportEntriesExample,
  },
  importIntoCollection: {
    method: "post",
    path: "/v1/collections/{id}/import",
    scope: "write",
    tag: "Collections",
    summary: "Import papers into a collection: a file as for `POST /v1/papers`",
    description: readFields,
    params: collectionParams,
    query: importQuery,
    ...importAnswer,
    errors: ["not_found", "too_large"],
    example: importIntoExample,
  },
  importCollection: {
    method: "post",
    path: "/v1/collections/import",
    scope: "write",
    tag: "Collections",
    summary: "Make a collection of a file",
    description: `${readFields} Without \`name\`, the collection is called like the file; a name that is taken gets a number.`,
    query: importQuery.extend({
      name: lineSchema
        .max(collectionLimits.nameLength)
        .optional()
        .describe("Name of the new collection; by default that of the file"),
    }),
    ...importAnswer,
    errors: ["too_large"],
    example: importCollectionExample,
  },
} as const satisfies OperationList;
