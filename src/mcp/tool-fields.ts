import { z } from "zod";
import { filterSchema } from "../domain/search/filter.js";
import { paperLimits } from "../domain/paper/paper.js";
import { operations } from "../operations/index.js";

/** More would only fill a model's context; the next page or a narrower question is better. */
const maxHits = 50;

export const limitField = z.coerce
  .number()
  .int()
  .min(1)
  .max(maxHits)
  .default(10)
  .describe("Maximum number of papers in one answer; 10 fit well into a context");

export const filterField = filterSchema
  .default({})
  .describe("Several values of one filter are OR, several filters AND; facets of search_papers list the values");

export const diversityField = operations.findSimilarToText.body.shape.diversity;

export const idField = z.string().trim().min(1).max(paperLimits.idLength);
