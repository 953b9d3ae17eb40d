import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { type Command, Option } from "commander";
import { unpackSource } from "../../adapters/compression/unpack-source.js";
import { parseJsonLines } from "../../domain/sources/json-lines.js";
import { type Example, exampleSchema, recommendationRequestSchema } from "../../domain/recommend/request.js";
import { AppError } from "../../errors.js";
import type { CommandContext, ExitCode, RunCommand } from "../context.js";
import { describeHelp } from "../help.js";
import { addFilterOptions, type FilterOptions, parseRequest, parseShare, readFilter } from "../options.js";
import { findPaperFile } from "../ingest/paper-files.js";
import { printHits } from "../print/print-hits.js";
import { waitUntilReady } from "../library/wait-for-indexes.js";

interface RecommendOptions extends FilterOptions {
  readonly like: readonly string[];
  readonly dislike?: readonly string[];
  readonly diversity: number;
}

export function addRecommendCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("recommend")
    .usage("--like <id|title|file...> [options]")
    .summary("find more papers like these, fewer like those")
    .description(
      "Finds papers like the ones you like and unlike the ones you dislike. Several interests each get their share.",
    )
    .addOption(
      new Option(
        "--like <id|title|file...>",
        "papers you like: ids, titles, or JSON Lines files of either",
      ).makeOptionMandatory(),
    )
    .option("--dislike <id|title|file...>", "papers you dislike")
    .option("--diversity <number>", "0 to 1: prefer hits that differ from each other", parseShare, 0);
  addFilterOptions(command).action((options: RecommendOptions) =>
    run(command, (context) => recommendPapers(context, options)),
  );
  describeHelp(command, {
    examples: [
      "paperkin recommend --like arxiv:1910.07224 --dislike arxiv:2203.10036",
      'paperkin recommend --like "Adapters for language models" --year-from 2023',
      "paperkin recommend --like liked.jsonl arxiv:2106.04647 --diversity 0.5",
    ],
    notes: [
      'A value with a space is the title of a paper of your own; a file has {"id"} or {"title", "abstract"?} on each line.',
    ],
    json: '{"hits": [{"paper", "score", "matchedBy", "duplicates"?, "because"?: {"positive", "id"?, "title", "similarity"}}], "notices"?, "noGoodMatch"?, "timings"}, as POST /v1/recommendations answers.',
    exitCodes: "0 found, 1 nothing found, 2 error (also for an unknown id)",
  });
}

async function recommendPapers(context: CommandContext, options: RecommendOptions): Promise<ExitCode> {
  const positive = await readExamples(options.like);
  const negative = await readExamples(options.dislike ?? []);
  const { limit, diversity } = options;
  const request = parseRequest(recommendationRequestSchema, {
    positive,
    negative,
    limit,
    diversity,
    filter: readFilter(options),
  });
  const isDescribed = [...positive, ...negative].some((example) => "title" in example);
  const library = await context.openLibrary(isDescribed ? "ask" : "read");
  try {
    await waitUntilReady(library, context);
    return printHits(context, await library.recommendPapers(request));
  } finally {
    await library.close();
  }
}

/**
 * Each value is a file, else, with a space in it, a title, else an id. Throws `bad_input` with the line of a bad
 * example.
 */
async function readExamples(values: readonly string[]): Promise<Example[]> {
  const examples: Example[] = [];
  for (const value of values) {
    const isFile = await stat(value).then(
      (facts) => facts.isFile(),
      () => false,
    );
    if (isFile) examples.push(...(await readExampleFile(value)));
    else examples.push(/\s/.test(value.trim()) ? { title: value } : { id: value });
  }
  return examples;
}

/** A line may be a whole paper, as an export writes it. */
function pickFields(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { id, title, abstract } = value as Readonly<Record<string, unknown>>;
  return id === undefined ? { title, abstract } : { id };
}

async function readExampleFile(path: string): Promise<Example[]> {
  const file = await findPaperFile(path, Readable.from([]));
  const examples: Example[] = [];
  for await (const source of parseJsonLines(unpackSource(file.read()))) {
    const parsed = "value" in source ? exampleSchema.safeParse(pickFields(source.value)) : undefined;
    if (!parsed?.success)
      throw new AppError("bad_input", `${path}, line ${source.line}: expected {"id"} or {"title", "abstract"?}.`);
    examples.push(parsed.data);
  }
  return examples;
}
