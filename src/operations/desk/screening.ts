import { nextToScreenQuerySchema, nextToScreenSchema, screeningSchema } from "../../domain/screening/requests.js";
import { collectionParams } from "./collections.js";
import { nextToScreenExample, screeningExample } from "./examples/screening.js";
import type { OperationList } from "../operation.js";

export const screeningOperations = {
  readScreening: {
    method: "get",
    path: "/v1/collections/{id}/screening",
    scope: "read",
    tag: "Collections",
    summary: "How far a collection is screened, and how many relevant papers may be left",
    description:
      "Papers are decided on by changing their entries: `decision` is include or exclude. `left` has an estimate by how " +
      "the rate of included papers falls, and a cautious bound; docs/screening.md says how often they held.",
    params: collectionParams,
    answer: screeningSchema,
    errors: ["not_found"],
    example: screeningExample,
  },
  listNextToScreen: {
    method: "get",
    path: "/v1/collections/{id}/screening/next",
    scope: "read",
    tag: "Collections",
    summary: "The undecided papers of a collection, the likeliest to be included first",
    description:
      "Ranked anew with each decision: like the included papers, unlike the excluded ones, by meaning and words. Papers " +
      "without a vector are ranked by words; those that the library no longer has are left out.",
    params: collectionParams,
    query: nextToScreenQuerySchema,
    answer: nextToScreenSchema,
    errors: ["not_found"],
    example: nextToScreenExample,
  },
} as const satisfies OperationList;
