import { createJobCalls } from "../../../client/job-calls.js";
import { call, open } from "../../shared/server.js";

export const jobCalls = createJobCalls(call, open);
