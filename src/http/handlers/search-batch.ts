import type { CallOptions } from "../../domain/concurrency/call-options.js";
import { parseInput } from "../../domain/input/check-input.js";
import type { BatchAnswer } from "../../domain/search/batch.js";
import { searchRequestSchema } from "../../domain/search/request.js";
import type { Services } from "../../services/services.js";
import { describeProblem, toAppError } from "../problem.js";
import { selectFields } from "../select-fields.js";

type Answer = BatchAnswer["answers"][number];

/** Searches of one call that run at a time: while one is embedded, another is ranked, and other callers still get a turn. */
const concurrency = 3;

/** Answers each search, in order; one that fails has its problem as the answer. Throws the signal's reason when it aborts. */
export async function answerBatch(
  { searchPapers }: Pick<Services, "searchPapers">,
  searches: readonly unknown[],
  options: CallOptions = {},
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const left = searches.entries();
  const work = async () => {
    // All take their next search from one iterator.
    for (const [at, search] of left) answers[at] = await answerOne(searchPapers, search, options);
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return answers;
}

async function answerOne(
  searchPapers: Services["searchPapers"],
  search: unknown,
  options: CallOptions,
): Promise<Answer> {
  try {
    const request = parseInput(searchRequestSchema, search);
    const answer = await searchPapers(request, options);
    return request.fields ? (selectFields(answer, request.fields) as Answer) : answer;
  } catch (error) {
    options.signal?.throwIfAborted();
    return { problem: describeProblem(toAppError(error)) };
  }
}
