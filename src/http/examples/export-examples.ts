import type { RouteExample } from "../route.js";
import { adapterPaper } from "./shown-papers.js";

export const exportExample: RouteExample = {
  query: { year: 2021 },
  answer: `${JSON.stringify({ ...adapterPaper, version: 2 })}\n`,
};
