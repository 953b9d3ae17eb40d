import { z } from "zod";

export const paperParams = z.strictObject({
  id: z.string().min(1).max(500).describe("Id of the paper, percent-encoded; a DOI or arXiv id in any spelling"),
});

export const jobParams = z.strictObject({ id: z.string().min(1).max(100).describe("Id of the job") });
