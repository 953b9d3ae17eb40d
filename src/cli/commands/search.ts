import { type Command, InvalidArgumentError, Option } from "commander";
import { type ExportFormat, exportFormats } from "../../domain/export/format.js";
import { facetNames } from "../../domain/search/facet-names.js";
import {
  queryLimits,
  searchModes,
  searchRequestSchema,
  spellings,
  type SearchMode,
  type SearchRequest,
} from "../../domain/search/request.js";
import { sorts } from "../../domain/search/sort.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { cleanLine } from "../../terminal/fit-text.js";
import { formatFacets } from "../print/facets.js";
import { formatHits } from "../print/hits.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { describeHelp } from "../help.js";
import {
  addFilterOptions,
  type FilterOptions,
  parseRequest,
  parseShare,
  parseWholeNumber,
  readFilter,
} from "../options.js";
import { createPaint } from "../../terminal/paint.js";
import { writeHits } from "./write-hits.js";
import { waitUntilReady } from "../library/wait-for-indexes.js";

interface SearchOptions extends FilterOptions {
  readonly mode: SearchMode;
  readonly offset: number;
  readonly sort: SearchRequest["sort"];
  readonly semanticWeight?: number;
  readonly minScore?: number;
  readonly facets?: boolean | string;
  readonly explain?: boolean;
  readonly out?: string;
  readonly format: ExportFormat;
  readonly spelling: SearchRequest["spelling"];
}

export function addSearchCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("search")
    .summary("find papers by a question, words, a title or an id")
    .description("Finds papers by meaning and by keyword. A title, an id, a DOI or an arXiv id finds that paper first.")
    .argument("<words...>", "what to look for")
    .addOption(new Option("-m, --mode <mode>", "how to search").choices(searchModes).default("hybrid"))
    .option("--offset <number>", "hits to skip", parseWholeNumber(0, queryLimits.window - 1), 0)
    .addOption(
      new Option("--sort <order>", "order of the good matches; date is newest first")
        .choices(sorts)
        .default("relevance"),
    )
    .option("--semantic-weight <share>", "share of meaning in hybrid mode, 0 to 1", parseShare)
    .option("--min-score <score>", "least score of a hit, 0 to 1; 0 lists all that share a word", parseShare)
    .option(
      "--facets [names]",
      "count papers by year, venue, category and author (all, or some separated by commas)",
      parseFacets,
    )
    .addOption(createSpellingOption())
    .option("--explain", "show why each paper was found")
    .option("-o, --out <file>", "write all hits to this file, whole or not at all; gzipped if its name ends in .gz")
    .addOption(new Option("--format <name>", "format of --out").choices(exportFormats).default("jsonl"));
  addFilterOptions(command).action((words: string[], options: SearchOptions) =>
    run(command, (context) => {
      const request = readRequest(words.join(" "), options);
      const { out, format } = options;
      return out === undefined ? search(context, request) : writeHits(context, request, { out, format });
    }),
  );
  describeHelp(command, {
    examples: [
      "paperkin search fine-tuning with few trainable parameters",
      `paperkin search '"curriculum learning" -robot author:oudeyer year:2019..2021'`,
      "paperkin search --facets venue,year --sort date few-shot learning",
      "paperkin search --explain -n 3 how do agents learn from each other",
      "paperkin search --out review.bib --format bibtex domain adaptation",
      "paperkin search --json arXiv:1910.07224 | jq -r '.hits[].paper.title'",
    ],
    notes: [
      'In the query: "a phrase", -word, AND, OR, NOT, (brackets), word*, author:name, venue:name, category:name, title:word, abstract:word, keyword:word, year:2019-2021, date:2024-03, id:name. docs/searching.md explains them.',
      "A score is the confidence, from 0 to 1, that this is the paper you asked for.",
    ],
    json: '{"hits": [{"paper", "score", "matchedBy", "highlights"?, "duplicates"?, "explanation"?}], "total", "more"?, "facets"?, "cursor"?, "didYouMean"?, "correctedFrom"?, "understood"?, "notices"?, "noGoodMatch"?, "timings"}, as POST /v1/search answers; with --out {"file"}.',
    exitCodes: "0 found, 1 nothing found, 2 error",
  });
}

function createSpellingOption(): Option {
  const what = "whether misspelt words are repaired, or the query is answered as typed";
  return new Option("--spelling <how>", what).choices(spellings).default("repair");
}

/** After `--facets`, the first word of the query would be read as a name. */
function parseFacets(names: string): string {
  const isName = (name: string) => facetNames.some((known) => known === name.trim());
  if (names.split(",").every(isName)) return names;
  throw new InvalidArgumentError(
    `Expected ${facetNames.join(", ")}, or some separated by commas. Put the query before --facets.`,
  );
}

function readRequest(query: string, options: SearchOptions): SearchRequest {
  const { limit, offset, mode, sort, semanticWeight, minScore, facets = false, explain = false, spelling } = options;
  const filter = readFilter(options);
  return parseRequest(searchRequestSchema, {
    query,
    limit,
    offset,
    mode,
    sort,
    semanticWeight,
    minScore,
    facets,
    explain,
    spelling,
    filter,
  });
}

function formatSpelling(didYouMean: string, { spelling }: SearchRequest): string {
  const meant = cleanLine(didYouMean);
  return spelling === "typed"
    ? `Did you mean: ${meant}\n`
    : `Results for: ${meant} (the query as typed: --spelling typed)\n`;
}

async function search(context: CommandContext, request: SearchRequest): Promise<ExitCode> {
  const { terminal, globals } = context;
  const library = await context.openLibrary(request.mode === "keyword" ? "read" : "ask");
  try {
    await waitUntilReady(library, { terminal });
    const answer = await library.searchPapers(request);
    const { hits, total, timings } = answer;
    if (globals.json) terminal.printJson(answer);
    else for (const { detail } of answer.notices ?? []) terminal.note(cleanLine(detail));
    if (hits.length === 0) {
      const { papers } = await library.readStats();
      const advice =
        papers.papers === 0
          ? ` ${library.place} contains no papers yet; add some with: paperkin ingest <file.jsonl>`
          : "";
      if (!globals.json) terminal.note(`Nothing found.${advice}`);
      return exitCodes.nothingFound;
    }
    if (globals.json) return exitCodes.ok;
    const paint = createPaint(terminal.colours);
    if (answer.didYouMean !== undefined) terminal.print(formatSpelling(answer.didYouMean, request));
    if (answer.noGoodMatch) terminal.print("No good match; the nearest are:\n");
    terminal.print(formatHits(hits, { columns: terminal.columns, paint, offset: request.offset }));
    const shown = request.offset + hits.length;
    const next = shown < Math.min(total, queryLimits.window) ? ` · next with --offset ${shown}` : "";
    const more = answer.more ? ` and ${formatPapers(answer.more)} that match poorly (--min-score 0)` : "";
    terminal.print(
      paint.dim(`\n${formatPapers(total)}${more} · ${Math.max(1, Math.round(timings.totalMs))} ms${next}`),
    );
    if (answer.facets) terminal.print(`\n${formatFacets(answer.facets, terminal.columns)}`);
    return exitCodes.ok;
  } finally {
    await library.close();
  }
}
