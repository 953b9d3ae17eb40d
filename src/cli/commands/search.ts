import { type Command, Option } from "commander";
import {
  queryLimits,
  searchModes,
  searchRequestSchema,
  type SearchMode,
  type SearchRequest,
} from "../../domain/query.js";
import { AppError } from "../../errors.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { formatHits } from "../format-hits.js";
import { formatPapers } from "../format-numbers.js";
import { addFilterOptions, type FilterOptions, parseWholeNumber, readFilter } from "../options.js";
import { createPaint } from "../paint.js";
import { waitUntilReady } from "../wait-for-indexes.js";

interface SearchOptions extends FilterOptions {
  readonly mode: SearchMode;
  readonly offset: number;
}

export function addSearchCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("search")
    .summary("search by a question in words, a title, or an identifier")
    .description("Finds papers by meaning and by keyword. A title, an id, a DOI or an arXiv id finds that paper first.")
    .argument("<words...>", "what to look for")
    .addOption(new Option("-m, --mode <mode>", "how to search").choices(searchModes).default("hybrid"))
    .option("--offset <number>", "hits to skip", parseWholeNumber(0, queryLimits.window - 1), 0);
  addFilterOptions(command)
    .addHelpText(
      "before",
      `Examples:
  paperkin search fine-tuning with few trainable parameters
  paperkin search --mode keyword --year-from 2020 '"curriculum learning"'
  paperkin search --json -n 3 arXiv:1910.07224 | jq -r '.hits[].paper.title'
`,
    )
    .addHelpText(
      "after",
      `
With --json: {"hits":[{"paper","score","matchedBy"}],"total","timings"}, as GET /v1/search answers.
Exit code: 0 found, 1 nothing found, 2 error.`,
    )
    .action((words: string[], options: SearchOptions) =>
      run(command, (context) => search(context, parseRequest(words.join(" "), options))),
    );
}

function parseRequest(query: string, options: SearchOptions): SearchRequest {
  const { limit, offset, mode } = options;
  const parsed = searchRequestSchema.safeParse({ query, limit, offset, mode, filter: readFilter(options) });
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: "" };
  throw new AppError("bad_input", `The ${path.join(".")} is wrong: ${message}.`);
}

async function search(context: CommandContext, request: SearchRequest): Promise<ExitCode> {
  const { terminal, globals } = context;
  const library = await context.openLibrary({ asks: request.mode !== "keyword" });
  try {
    await waitUntilReady(library, { terminal });
    const answer = await library.searchPapers(request);
    const { hits, total, timings } = answer;
    if (globals.json) terminal.printJson(answer);
    if (hits.length === 0) {
      const { papers } = await library.readStats();
      const advice =
        papers.papers === 0 ? ` ${library.place} holds no papers yet; add some with: paperkin ingest <file.jsonl>` : "";
      if (!globals.json) terminal.note(`Nothing found.${advice}`);
      return exitCodes.nothingFound;
    }
    if (globals.json) return exitCodes.ok;
    const paint = createPaint(terminal.colours);
    terminal.print(formatHits(hits, { columns: terminal.columns, paint, offset: request.offset }));
    const shown = request.offset + hits.length;
    const more = shown < Math.min(total, queryLimits.window) ? ` · more with --offset ${shown}` : "";
    terminal.print(paint.dim(`\n${formatPapers(total)} · ${Math.max(1, Math.round(timings.totalMs))} ms${more}`));
    return exitCodes.ok;
  } finally {
    await library.close();
  }
}
