import type { Command } from "commander";
import { duplicatesRequestSchema, maxDuplicateGroups } from "../../domain/duplicates/answer.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { formatDuplicates } from "../print/duplicates.js";
import { formatCount } from "../../domain/text/amounts.js";
import { describeHelp } from "../help.js";
import { parseWholeNumber } from "../options.js";
import { createPaint } from "../../terminal/paint.js";
import { waitUntilReady } from "../library/wait-for-indexes.js";

const usualLimit = 20;

export function addDuplicatesCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("duplicates")
    .summary("list groups of near-duplicates")
    .description("Lists groups of near-duplicates: versions of one work, which search shows as one hit.")
    .option(
      "-n, --limit <number>",
      `groups to show, at most ${maxDuplicateGroups}`,
      parseWholeNumber(1, maxDuplicateGroups),
      usualLimit,
    )
    .action(({ limit }: { limit: number }) => run(command, (context) => listDuplicates(context, limit)));
  describeHelp(command, {
    examples: ["paperkin duplicates", "paperkin duplicates --json | jq -r '.groups[].papers[1:][].paper.id'"],
    notes: ["The number before a venue is the cosine to the nearest paper of the group."],
    json: '{"groups": [{"papers": [{"paper", "similarity"}]}], "total", "cursor"?}, as GET /v1/duplicates answers.',
    exitCodes: "0 found, 1 nothing found, 2 error",
  });
}

async function listDuplicates(context: CommandContext, limit: number): Promise<ExitCode> {
  const { terminal, globals } = context;
  const library = await context.openLibrary("read");
  try {
    await waitUntilReady(library, { terminal });
    const answer = await library.listDuplicates(duplicatesRequestSchema.parse({ limit }));
    const { groups, total } = answer;
    const paint = createPaint(terminal.colours);
    if (globals.json) terminal.printJson(answer);
    else if (groups.length === 0) terminal.note("There are no near-duplicates.");
    else {
      terminal.print(formatDuplicates(groups, { columns: terminal.columns, paint }));
      const max = Math.min(total, maxDuplicateGroups);
      const more = groups.length < max ? ` · more with --limit ${max}` : "";
      terminal.print(paint.dim(`\n${formatGroups(total)}${more}`));
    }
    return groups.length > 0 ? exitCodes.ok : exitCodes.nothingFound;
  } finally {
    await library.close();
  }
}

function formatGroups(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "group" : "groups"}`;
}
