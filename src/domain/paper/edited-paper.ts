import { z } from "zod";
import { jobSchema } from "../jobs/job.js";
import { paperSchema } from "./paper.js";

export const editedPaperSchema = z.object({
  paper: paperSchema.describe("As it is stored now"),
  job: jobSchema.describe("The job of this paper, which ends when the paper has its vector"),
});
