import type { Response } from "express";
import { z } from "zod";
import { papersAnswerSchema } from "../../domain/search/answer.js";
import { jobPrioritySchema } from "../../domain/jobs/job.js";
import { addedAnswerSchema } from "../../domain/sources/paper-format.js";
import { versionsAnswerSchema } from "../../domain/paper/version.js";
import { paperSchema } from "../../domain/paper/paper.js";
import { previewedAnswerSchema } from "../../domain/ingest/preview.js";
import type { Services } from "../../services/services.js";
import {
  acceptExample,
  listPapersExample,
  listVersionsExample,
  readPaperExample,
  removePaperExample,
} from "../examples/paper-examples.js";
import { paperBodyQuerySchema, paperBodyTypes, readPapersBody } from "../read-papers-body.js";
import { defineRoute, type Route } from "../route.js";
import { idParams } from "./search.js";

/** Papers are checked one by one, so that a bad one fails alone; only the frame is checked here. */
const papersBodySchema = z.object({
  papers: z
    .array(z.unknown())
    .min(1)
    .max(10_000)
    .meta({ items: { $ref: "#/components/schemas/PaperInput" } })
    .describe("A paper that is malformed fails alone, and the others get in"),
});
const takeSchema = z.object({
  wait: z.enum(["true", "false"]).default("false").describe("true: answer when the papers are found by meaning"),
  priority: jobPrioritySchema
    .default("normal")
    .describe("high: embed these papers before those of other jobs; low: after them, though now and then in between"),
  dryRun: z.enum(["true", "false"]).default("false").describe("true: keep nothing, and say what would be kept"),
});
const pageSchema = z.object({
  cursor: z.string().max(100).optional().describe("That of the answer before"),
  limit: z.number().int().min(1).max(1000).default(100).describe("Papers of one answer"),
});

/** A wait ends with 202 after this long; the job goes on, and the caller may ask for it again. */
const longestWaitMs = 100_000;

export function createPaperRoutes(services: Services): readonly Route[] {
  return [
    createAddRoute(services),
    defineRoute({
      method: "get",
      path: "/v1/papers",
      operationId: "listPapers",
      tag: "Papers",
      summary: "List papers, in the order in which they came",
      query: pageSchema,
      answer: papersAnswerSchema,
      example: listPapersExample,
      handle: ({ query }) => services.listPapers(query),
    }),
    defineRoute({
      method: "get",
      path: "/v1/papers/{id}",
      operationId: "readPaper",
      tag: "Papers",
      summary: "Read one paper",
      params: idParams,
      answer: paperSchema,
      errors: ["not_found"],
      example: readPaperExample,
      handle: ({ params }) => services.readPaper(params.id),
    }),
    createVersionsRoute(services),
    defineRoute({
      method: "delete",
      path: "/v1/papers/{id}",
      operationId: "removePaper",
      tag: "Papers",
      summary: "Remove one paper, from the store and both indexes",
      params: idParams,
      status: 204,
      errors: ["not_found"],
      example: removePaperExample,
      handle: ({ params }) => services.removePaper(params.id),
    }),
  ];
}

function createVersionsRoute(services: Services): Route {
  return defineRoute({
    method: "get",
    path: "/v1/papers/{id}/versions",
    operationId: "listVersions",
    tag: "Papers",
    summary: "The versions of one paper that came, of which the newest is kept",
    params: idParams,
    answer: versionsAnswerSchema,
    errors: ["not_found"],
    example: listVersionsExample,
    handle: async ({ params }) => ({ versions: await services.listVersions(params.id) }),
  });
}

function createAddRoute(services: Services): Route {
  return defineRoute({
    method: "post",
    path: "/v1/papers",
    operationId: "addPapers",
    tag: "Papers",
    summary: "Take in papers: as JSON, or streamed in any of the formats, packed or not, of any length",
    description:
      "Papers are kept, and found by their words, when the answer comes; they are found by meaning once the job has " +
      "embedded them. A paper that is there already, as it is, changes nothing. The format of a streamed body is told " +
      "by its content (`source` in the answer says which), and by its name in the header `X-File-Name`, " +
      "percent-encoded; as `application/x-ndjson` each line is one paper, of at most 1 MiB.",
    query: takeSchema.extend(paperBodyQuerySchema.shape),
    body: papersBodySchema,
    bodyTypes: paperBodyTypes,
    answer: addedAnswerSchema,
    status: 202,
    otherAnswers: {
      200: {
        when: "With `wait=true`: the job has ended. With `dryRun=true`: what would become of the papers",
        answer: z.union([addedAnswerSchema, previewedAnswerSchema]),
      },
    },
    example: acceptExample,
    async handle({ query, body, request, response }) {
      const { records, source } = await readPapersBody(services.readPapers, { request, body, query });
      const found = source && { source };
      if (query.dryRun === "true") {
        response.status(200).json({ preview: await services.previewPapers(records), ...found });
        return undefined;
      }
      const job = await services.acceptPapers(records, { priority: query.priority });
      if (query.wait === "false") return { job, ...found };
      const ended = await waitAtMost(services, job.id, response);
      response.status(ended ? 200 : 202).json({ job: ended ?? (await services.readJob(job.id)), ...found });
      return undefined;
    },
  });
}

/** `undefined` when the time is over; a caller that goes away ends the wait. */
async function waitAtMost(services: Services, id: string, response: Response) {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(longestWaitMs)]);
  try {
    return await services.waitForJob(id, { signal });
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}
