import { trendsAnswerSchema } from "../../domain/trends/answer.js";
import { openedRequestSchema, trendsRequestSchema } from "../../domain/trends/request.js";
import { countOpenedExample, readTrendsExample } from "./examples/trends.js";
import type { OperationList } from "../operation.js";

export const trendOperations = {
  readTrends: {
    method: "get",
    path: "/v1/trending",
    scope: "read",
    tag: "Trends",
    summary: "What is new, which topics rise against their own past, and what readers of this server open and keep",
    description:
      "Topics are found among the papers that pass the filters. An answer is kept until 1 % of its papers have changed, or the day.",
    query: trendsRequestSchema,
    answer: trendsAnswerSchema,
    errors: ["conflict"],
    example: readTrendsExample,
  },
  countOpened: {
    method: "post",
    path: "/v1/opened",
    scope: "read",
    tag: "Trends",
    summary: "Count papers as opened, each once a day for a reader",
    description:
      "The server keeps how often a paper was opened on a day, never by whom. Unknown ids are dropped. Nothing happens if `COUNT_OPENS` is 0.",
    body: openedRequestSchema,
    status: 204,
    example: countOpenedExample,
  },
} as const satisfies OperationList;
