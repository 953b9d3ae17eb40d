import { type Command, Option } from "commander";
import type { HitsAnswer } from "../../domain/search/answer.js";
import { type SimilarRequest, similarRequestSchema, similarToTextRequestSchema } from "../../domain/similar/request.js";
import { type SentenceRole, sentenceRoles } from "../../domain/text/sentence-roles.js";
import { AppError } from "../../errors.js";
import type { CommandContext, ExitCode, PaperLibrary, RunCommand } from "../context.js";
import { describeHelp } from "../help.js";
import { addFilterOptions, type FilterOptions, parseRequest, parseShare, readFilter } from "../options.js";
import { printHits } from "../print/print-hits.js";
import { waitUntilReady } from "../library/wait-for-indexes.js";

export function addSimilarCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("similar")
    .summary("find papers like one paper, or like a text")
    .description(
      "Finds the papers nearest in meaning to one paper, never that paper itself, or to a title and abstract.",
    )
    .argument("[id]", "the paper's id, as search shows it")
    .option("--title <text>", "instead of an id: a title of your own")
    .option("--abstract <text>", "its abstract")
    .addOption(new Option("--aspect <role>", "compare only sentences of this role").choices(sentenceRoles))
    .option("--diversity <number>", "0 to 1: prefer hits that differ from each other", parseShare, 0);
  addFilterOptions(command).action((id: string | undefined, options: SimilarOptions) =>
    run(command, (context) => findSimilar(context, id, options)),
  );
  describeHelp(command, {
    examples: [
      "paperkin similar arxiv:1910.07224",
      "paperkin similar arxiv:1910.07224 --year-from 2021 -n 5",
      "paperkin similar arxiv:1910.07224 --diversity 0.5",
      "paperkin similar arxiv:1910.07224 --aspect method",
      'paperkin similar --title "Curricula for agents" --abstract "In stages."',
      "paperkin similar --json doi:10.1000/182",
    ],
    json: '{"hits": [{"paper", "score", "matchedBy", "duplicates"?}], "notices"?, "noGoodMatch"?, "timings"}, as GET /v1/papers/{id}/similar answers.',
    exitCodes: "0 found, 1 nothing found, 2 error (also for an unknown id)",
  });
}

interface SimilarOptions extends FilterOptions {
  readonly title?: string;
  readonly abstract?: string;
  readonly aspect?: SentenceRole;
  readonly diversity: number;
}

async function findSimilar(
  context: CommandContext,
  id: string | undefined,
  options: SimilarOptions,
): Promise<ExitCode> {
  const ask = prepareQuestion(id, options);
  const library = await context.openLibrary(id === undefined ? "ask" : "read");
  try {
    await waitUntilReady(library, context);
    return printHits(context, await ask(library));
  } finally {
    await library.close();
  }
}

/** Throws `bad_input` before anything is opened. */
function prepareQuestion(
  id: string | undefined,
  { title, abstract, aspect, diversity, ...options }: SimilarOptions,
): (library: PaperLibrary) => Promise<HitsAnswer> {
  if ((id === undefined) === (title === undefined)) {
    throw new AppError("bad_input", "Name either a paper's id or a --title. See: paperkin similar --help");
  }
  const asked = { limit: options.limit, filter: readFilter(options), aspect, diversity };
  if (id !== undefined) {
    const request: SimilarRequest = parseRequest(similarRequestSchema, asked);
    return (library) => library.findSimilar(id, request);
  }
  const request = parseRequest(similarToTextRequestSchema, { ...asked, title: title ?? "", abstract });
  return (library) => library.findSimilarToText(request);
}
