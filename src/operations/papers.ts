import { z } from "zod";
import { jobPrioritySchema } from "../domain/jobs/job.js";
import { previewedAnswerSchema } from "../domain/ingest/preview.js";
import { authorsAnswerSchema, authorsRequestSchema } from "../domain/paper/authors.js";
import { editedPaperSchema } from "../domain/paper/edited-paper.js";
import { fieldSelectionSchema } from "../domain/paper/field-selection.js";
import { paperInputSchema, paperSchema } from "../domain/paper/paper.js";
import { removedAnswerSchema } from "../domain/paper/removal.js";
import { versionsAnswerSchema } from "../domain/paper/version.js";
import { filterSchema } from "../domain/search/filter.js";
import { duplicatePapersSchema } from "../domain/duplicates/answer.js";
import { papersAnswerSchema } from "../domain/search/answer.js";
import { addedAnswerSchema } from "../domain/ingest/added-answer.js";
import {
  acceptExample,
  duplicatesOfExample,
  listPapersExample,
  listVersionsExample,
  patchPaperExample,
  readPaperExample,
  removePaperExample,
  removePapersExample,
  replacePaperExample,
} from "./examples/paper.js";
import type { OperationList } from "./operation.js";
import { paperBodyQuerySchema, paperBodyTypes } from "./paper-body.js";
import { paperParams } from "./params.js";

const otherJson =
  "send other JSON, such as CSL-JSON or an answer of Crossref, as application/octet-stream or with its own type";

/** Only the envelope is checked here: papers are checked one by one, so that a malformed one fails alone. */
export const papersBodySchema = z.strictObject(
  {
    papers: z
      .array(z.unknown(), {
        error: ({ input }) => (input === undefined ? `is missing, as in {"papers": [ … ]}; ${otherJson}` : undefined),
      })
      .min(1)
      .max(10_000)
      .meta({ items: { $ref: "#/components/schemas/PaperInput" } })
      .describe("A malformed paper fails alone; the others are imported"),
  },
  {
    error: ({ input }) => (Array.isArray(input) ? `must be {"papers": [ … ]}, not a list; ${otherJson}` : undefined),
  },
);

/** The use case checks the fields, so that it can name unknown ones. */
const paperFieldsSchema = z.looseObject({}).meta({ ...listFields(paperInputSchema), required: ["title"] });
const paperPatchSchema = z
  .looseObject({})
  .describe("Any fields of PaperInput; null removes one")
  .meta(listFields(paperInputSchema.partial()));

function listFields(schema: z.ZodType) {
  const { properties } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return { properties, additionalProperties: false };
}

export const importQuerySchema = z.strictObject({
  wait: z.enum(["true", "false"]).default("false").describe("true: answer once the papers are found by meaning"),
  priority: jobPrioritySchema
    .default("normal")
    .describe("high: embed these papers before those of other jobs; low: after them, but without starving"),
  dryRun: z.enum(["true", "false"]).default("false").describe("true: keep nothing, and report what would be kept"),
  ...paperBodyQuerySchema.shape,
});

const pageQuerySchema = z.strictObject({
  cursor: z.string().max(100).optional().describe("The cursor of the previous answer"),
  limit: z.number().int().min(1).max(1000).default(100).describe("Maximum number of papers in one answer"),
  fields: fieldSelectionSchema,
});

const removalQuerySchema = z.strictObject({
  ...filterSchema.shape,
  dryRun: z.enum(["true", "false"]).default("false").describe("true: remove nothing, and say what would be removed"),
  all: z
    .enum(["true", "false"])
    .default("false")
    .describe("true: remove all papers, if there is no filter and no list"),
});

const removalBodySchema = z
  .strictObject({
    ids: z.array(z.string().trim().min(1).max(500)).min(1).max(10_000).describe("Ids of the papers to remove"),
  })
  .optional();

export const paperOperations = {
  addPapers: {
    method: "post",
    path: "/v1/papers",
    scope: "write",
    tag: "Papers",
    summary: "Import papers: as JSON, or as a stream of any length in any of the formats, compressed or not",
    description:
      "When the answer arrives, the papers are stored and found by keyword; they are found by meaning once the job has " +
      "embedded them. A paper that is already stored, unchanged, changes nothing. The header `X-File-Name`, " +
      "percent-encoded, names the job. The format of a stream is detected from its content (`source` in the answer " +
      "names it) and from that name; in `application/x-ndjson` each line is one paper, of at most 1 MiB.",
    query: importQuerySchema,
    body: papersBodySchema,
    bodyTypes: paperBodyTypes,
    answer: addedAnswerSchema,
    status: 202,
    otherAnswers: {
      200: {
        when: "With `wait=true`: the job has ended. With `dryRun=true`: what an import would do",
        answer: z.union([addedAnswerSchema, previewedAnswerSchema]),
      },
    },
    example: acceptExample,
  },
  listPapers: {
    method: "get",
    path: "/v1/papers",
    scope: "read",
    tag: "Papers",
    summary: "List papers in the order of their import",
    query: pageQuerySchema,
    answer: papersAnswerSchema,
    example: listPapersExample,
  },
  readPaper: {
    method: "get",
    path: "/v1/papers/{id}",
    scope: "read",
    tag: "Papers",
    summary: "Read one paper",
    params: paperParams,
    query: z.strictObject({ fields: fieldSelectionSchema }),
    answer: paperSchema,
    errors: ["not_found"],
    example: readPaperExample,
  },
  listVersions: {
    method: "get",
    path: "/v1/papers/{id}/versions",
    scope: "read",
    tag: "Papers",
    summary: "The imported versions of one paper, of which the newest is kept",
    params: paperParams,
    answer: versionsAnswerSchema,
    errors: ["not_found"],
    example: listVersionsExample,
  },
  listDuplicatesOf: {
    method: "get",
    path: "/v1/papers/{id}/duplicates",
    scope: "read",
    tag: "Papers",
    summary: "The near-duplicates of one paper, in the order of their import",
    params: paperParams,
    query: z.strictObject({ fields: fieldSelectionSchema }),
    answer: duplicatePapersSchema,
    errors: ["not_found"],
    example: duplicatesOfExample,
  },
  listAuthors: {
    method: "get",
    path: "/v1/authors",
    scope: "read",
    tag: "Papers",
    summary: "Authors by the beginning of a word of their names, with their numbers of papers, for completion",
    query: authorsRequestSchema,
    answer: authorsAnswerSchema,
    example: {
      query: { prefix: "mah", limit: 2 },
      answer: { authors: [{ name: "Rabeeh Karimi Mahabadi", count: 1 }] },
    },
  },
  replacePaper: {
    method: "put",
    path: "/v1/papers/{id}",
    scope: "write",
    tag: "Papers",
    summary: "Replace one paper as a whole, or store one under this id",
    description:
      "Fields that the body lacks are removed, unlike in an import, where a record only adds and corrects. Unknown " +
      "fields are refused.",
    params: paperParams,
    body: paperFieldsSchema,
    answer: editedPaperSchema,
    status: 201,
    otherAnswers: { 200: { when: "There was a paper with this id, which is replaced" } },
    example: replacePaperExample,
  },
  patchPaper: {
    method: "patch",
    path: "/v1/papers/{id}",
    scope: "write",
    tag: "Papers",
    summary: "Change some fields of one paper: a JSON merge patch (RFC 7396)",
    description: "`null` removes a field, and a list is replaced as a whole. The id and the title cannot be removed.",
    params: paperParams,
    body: paperPatchSchema,
    answer: editedPaperSchema,
    errors: ["not_found"],
    example: patchPaperExample,
  },
  removePapers: {
    method: "delete",
    path: "/v1/papers",
    scope: "write",
    tag: "Papers",
    summary: "Remove the papers of a filter, or of a list of ids in the body",
    description:
      "With both, the papers of the list that pass the filter. Without either, `all=true` is required. When the answer " +
      "arrives, the papers are gone from the store and both indexes; ids that are not stored are passed over.",
    query: removalQuerySchema,
    body: removalBodySchema,
    answer: removedAnswerSchema,
    errors: ["conflict"],
    example: removePapersExample,
  },
  removePaper: {
    method: "delete",
    path: "/v1/papers/{id}",
    scope: "write",
    tag: "Papers",
    summary: "Remove one paper from the store and both indexes",
    params: paperParams,
    status: 204,
    errors: ["not_found"],
    example: removePaperExample,
  },
} as const satisfies OperationList;
