import type { Command } from "commander";
import { Option } from "commander";
import { type Period, periods } from "../../domain/trends/period.js";
import { createPaint } from "../../terminal/paint.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { describeHelp } from "../help.js";
import { waitUntilReady } from "../library/wait-for-indexes.js";
import { addPaperFilters, type FilterOptions, readFilter } from "../options.js";
import { formatTrends } from "../print/trends.js";

interface TrendingOptions extends Omit<FilterOptions, "limit"> {
  readonly period?: Period;
}

export function addTrendingCommand(program: Command, run: RunCommand): void {
  const command = addPaperFilters(
    program
      .command("trending")
      .summary("show what is new and which topics rise")
      .description("Shows new papers by time, topics that rise against their own past, and what readers open and keep.")
      .addOption(
        new Option("--period <period>", "compare topics by this; by default what the dates allow").choices(periods),
      ),
  ).action((options: TrendingOptions) => run(command, (context) => showTrends(context, options)));
  describeHelp(command, {
    examples: ["paperkin trending", "paperkin trending --period month --category cs.CL"],
    notes: [
      "A topic rises if it has more papers than its past share of the same venues and chance explain. ×2.0 means twice",
      "as many, drawn towards 1 where papers are few.",
    ],
    json: '{"papers", "dates", "published", "takenIn", "topics": {"rising": [{"names", "papers", "expected", "growth", "central"}]}, "opened"?, "kept"?}, as GET /v1/trending answers.',
    exitCodes: "0 topics rise, 1 none does, 2 error",
  });
}

async function showTrends(context: CommandContext, { period, ...options }: TrendingOptions): Promise<ExitCode> {
  const { terminal, globals } = context;
  const filter = readFilter(options);
  const library = await context.openLibrary("read");
  try {
    await waitUntilReady(library, { terminal });
    const answer = await library.desk.readTrends({ query: { ...filter, ...(period && { period }) } });
    if (globals.json) terminal.printJson(answer);
    else terminal.print(formatTrends(answer, { columns: terminal.columns, paint: createPaint(terminal.colours) }));
    return answer.topics.rising.length > 0 ? exitCodes.ok : exitCodes.nothingFound;
  } finally {
    await library.close();
  }
}
