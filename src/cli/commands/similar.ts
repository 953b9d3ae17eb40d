import type { Command } from "commander";
import type { SimilarRequest } from "../../domain/query.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { formatHits } from "../format-hits.js";
import { addFilterOptions, type FilterOptions, readFilter } from "../options.js";
import { createPaint } from "../paint.js";
import { waitUntilReady } from "../wait-for-indexes.js";

export function addSimilarCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("similar")
    .summary("papers like one paper")
    .description("Finds the papers nearest in meaning to one paper, never that paper itself.")
    .argument("<id>", "the paper's id, as search shows it");
  addFilterOptions(command)
    .addHelpText(
      "before",
      `Examples:
  paperkin similar arxiv:1910.07224
  paperkin similar arxiv:1910.07224 --year-from 2021 -n 5
  paperkin similar --json doi:10.1000/182
`,
    )
    .addHelpText(
      "after",
      `
With --json: {"hits":[{"paper","score","matchedBy"}],"timings"}, as GET /v1/papers/{id}/similar answers.
Exit code: 0 found, 1 nothing found, 2 error (an unknown id is one).`,
    )
    .action((id: string, options: FilterOptions) =>
      run(command, (context) => findSimilar(context, id, { limit: options.limit, filter: readFilter(options) })),
    );
}

async function findSimilar(context: CommandContext, id: string, request: SimilarRequest): Promise<ExitCode> {
  const { terminal, globals } = context;
  const library = await context.openLibrary();
  try {
    await waitUntilReady(library, { terminal });
    const answer = await library.findSimilar(id, request);
    const found = answer.hits.length > 0;
    const layout = { columns: terminal.columns, paint: createPaint(terminal.colours), offset: 0 };
    if (globals.json) terminal.printJson(answer);
    else if (found) terminal.print(formatHits(answer.hits, layout));
    else terminal.note("Nothing found.");
    return found ? exitCodes.ok : exitCodes.nothingFound;
  } finally {
    await library.close();
  }
}
