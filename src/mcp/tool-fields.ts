import { z } from "zod";
import { filterSchema } from "../domain/search/filter.js";
import { paperLimits } from "../domain/paper/paper.js";
import { similarRequestSchema } from "../domain/similar/request.js";

/** More would only fill a model's context; the next page, or a narrower question, serves it better. */
const mostHits = 50;

export const limitField = z.coerce
  .number()
  .int()
  .min(1)
  .max(mostHits)
  .default(10)
  .describe("Papers of one answer: 10 fit well into a context");

/** Strict, so that a misspelt filter is told of and not passed over. */
export const filterField = filterSchema
  .strict()
  .default({})
  .describe("Several values of one filter are OR, several filters AND; facets of search_papers list the values");

export const diversityField = similarRequestSchema.shape.diversity;

export const idField = z.string().trim().min(1).max(paperLimits.idLength);
