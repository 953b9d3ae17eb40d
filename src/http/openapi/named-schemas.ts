import {
  explanationSchema,
  hitsAnswerSchema,
  hitSchema,
  searchAnswerSchema,
  timingsSchema,
} from "../../domain/search/answer.js";
import { duplicatesAnswerSchema } from "../../domain/duplicates/answer.js";
import { batchAnswerSchema, failedSearchSchema } from "../../domain/search/batch.js";
import { facetsSchema } from "../../domain/search/facets.js";
import { filterSchema } from "../../domain/search/filter.js";
import { jobCountsSchema, jobFailureSchema, jobSchema, jobStateSchema } from "../../domain/jobs/job.js";
import { compareAnswerSchema, modelsAnswerSchema } from "../../domain/models/change.js";
import { paperInputSchema, paperSchema } from "../../domain/paper/paper.js";
import { searchRequestSchema } from "../../domain/search/request.js";
import { similarToTextRequestSchema } from "../../domain/similar/request.js";
import { exampleSchema, recommendationRequestSchema } from "../../domain/recommend/request.js";
import { readinessSchema, statsSchema } from "../../domain/health/status.js";
import { problemSchema } from "../../domain/http/problem.js";
import type { NamedSchemas } from "./write-schema.js";

/** Schemas that the document refers to by name. */
export const namedSchemas: NamedSchemas = {
  input: {
    Example: exampleSchema,
    Filter: filterSchema,
    PaperInput: paperInputSchema,
    RecommendationRequest: recommendationRequestSchema,
    SearchRequest: searchRequestSchema,
    SimilarToTextRequest: similarToTextRequestSchema,
  },
  output: {
    BatchAnswer: batchAnswerSchema,
    CompareAnswer: compareAnswerSchema,
    DuplicatesAnswer: duplicatesAnswerSchema,
    Explanation: explanationSchema,
    Facets: facetsSchema,
    FailedSearch: failedSearchSchema,
    Hit: hitSchema,
    HitsAnswer: hitsAnswerSchema,
    Job: jobSchema,
    JobCounts: jobCountsSchema,
    JobFailure: jobFailureSchema,
    JobState: jobStateSchema,
    ModelsAnswer: modelsAnswerSchema,
    Paper: paperSchema,
    Problem: problemSchema,
    Readiness: readinessSchema,
    SearchAnswer: searchAnswerSchema,
    Stats: statsSchema,
    Timings: timingsSchema,
  },
};
