import type { OperationExample } from "../operation.js";
import { adapterPaper } from "./sample-papers.js";

export const exportExample: OperationExample = {
  query: { year: 2021 },
  answer: `${JSON.stringify({ ...adapterPaper, version: 2 })}\n`,
};
