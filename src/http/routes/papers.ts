import type { Response } from "express";
import { z } from "zod";
import { jobSchema } from "../../domain/job.js";
import { foundSourceSchema } from "../../domain/paper-format.js";
import { paperInputSchema, paperSchema } from "../../domain/paper.js";
import { previewSchema } from "../../domain/preview.js";
import type { Services } from "../../services/services.js";
import { paperBodyQuerySchema, paperBodyTypes, readPapersBody } from "../read-papers-body.js";
import { defineRoute, type Route } from "../route.js";
import { idParams } from "./search.js";

/** Papers are checked one by one, so that a bad one fails alone; only the frame is checked here. */
const papersBodySchema = z.object({
  papers: z
    .array(z.unknown())
    .min(1)
    .max(10_000)
    .meta({ items: z.toJSONSchema(paperInputSchema, { io: "input", unrepresentable: "any" }) }),
});
const takeSchema = z.object({
  wait: z.enum(["true", "false"]).default("false").describe("true: answer when the papers are found by meaning"),
  dryRun: z.enum(["true", "false"]).default("false").describe("true: keep nothing, and say what would be kept"),
});
const sourceFields = { source: foundSourceSchema.optional() };
const takenSchema = z.object({ job: jobSchema, ...sourceFields });
const previewedSchema = z.object({ preview: previewSchema, ...sourceFields });
const pageSchema = z.object({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

/** A wait ends with 202 after this long; the job goes on, and the caller may ask for it again. */
const longestWaitMs = 100_000;

export function createPaperRoutes(services: Services): readonly Route[] {
  return [
    createTakeRoute(services),
    defineRoute({
      method: "get",
      path: "/v1/papers",
      summary: "List papers, in the order in which they came",
      query: pageSchema,
      answer: z.object({ papers: z.array(paperSchema), cursor: z.string().optional() }),
      handle: ({ query }) => services.listPapers(query),
    }),
    defineRoute({
      method: "get",
      path: "/v1/papers/{id}",
      summary: "Read one paper",
      params: idParams,
      answer: paperSchema,
      handle: ({ params }) => services.readPaper(params.id),
    }),
    defineRoute({
      method: "delete",
      path: "/v1/papers/{id}",
      summary: "Remove one paper, from the store and both indexes",
      params: idParams,
      status: 204,
      handle: ({ params }) => services.removePaper(params.id),
    }),
  ];
}

function createTakeRoute(services: Services): Route {
  return defineRoute({
    method: "post",
    path: "/v1/papers",
    summary: "Take in papers: as JSON, or streamed in any of the formats, packed or not, of any length",
    query: takeSchema.extend(paperBodyQuerySchema.shape),
    body: papersBodySchema,
    bodyTypes: paperBodyTypes,
    answer: takenSchema,
    status: 202,
    otherAnswers: { 200: z.union([takenSchema, previewedSchema]) },
    async handle({ query, body, request, response }) {
      const { records, source } = await readPapersBody(services.readPapers, { request, body, query });
      const found = source && { source };
      if (query.dryRun === "true") {
        response.status(200).json({ preview: await services.previewPapers(records), ...found });
        return undefined;
      }
      const job = await services.acceptPapers(records);
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
