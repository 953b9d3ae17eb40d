import type { Command } from "commander";
import type { InboxAnswer } from "../../../domain/follows/inbox.js";
import { queryLimits } from "../../../domain/search/request.js";
import { formatCount, formatPapers } from "../../../domain/text/amounts.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../../context.js";
import { describeHelp } from "../../help.js";
import { parseWholeNumber } from "../../options.js";
import { formatMatched, layOutFollows } from "../../print/follows.js";

interface InboxOptions {
  readonly all?: boolean;
  readonly limit: number;
  readonly seen?: boolean;
}

export function addInboxCommand(program: Command, run: RunCommand): void {
  const inbox = program
    .command("inbox")
    .summary("show new papers that fit what you follow")
    .description("Shows the papers that fit what you follow, the newest first, each once and with the reason.")
    .option("--all", "show those that you have seen, too")
    .option(
      "-n, --limit <number>",
      `papers to show, at most ${queryLimits.limit}`,
      parseWholeNumber(1, queryLimits.limit),
      10,
    )
    .option("--seen", "mark the papers that are shown as seen");
  describeHelp(inbox, {
    examples: ["paperkin inbox", "paperkin inbox --seen", "paperkin inbox --all -n 50"],
    notes: ["What you follow: paperkin follows. Papers are new until they are marked as seen, here or on the page."],
    json: '{"papers": [{"paper", "matchedAt", "isNew", "matches", "highlights"?, "versions"?}], "total", "new", "upTo"?, "cursor"?}, as GET /v1/inbox answers; --seen marks them afterwards.',
    exitCodes: "0 there are papers, 1 there are none, 2 error",
  });
  inbox.action((options: InboxOptions) => run(inbox, (context) => showInbox(context, options)));
}

async function showInbox(context: CommandContext, { all = false, limit, seen }: InboxOptions): Promise<ExitCode> {
  const { terminal, globals } = context;
  const library = await context.openLibrary("read");
  try {
    const answer = await library.desk.readInbox({ query: { new: !all, limit } });
    if (globals.json) terminal.printJson(answer);
    else printInbox(context, answer, { all });
    if (answer.papers.length === 0) return exitCodes.nothingFound;
    if (seen) {
      const { new: left } = await library.desk.markSeen({ body: { ids: answer.papers.map(({ paper }) => paper.id) } });
      if (!globals.json) terminal.note(`Marked as seen. ${formatCount(left)} new ${left === 1 ? "is" : "are"} left.`);
    }
    return exitCodes.ok;
  } finally {
    await library.close();
  }
}

function printInbox({ terminal }: CommandContext, answer: InboxAnswer, { all }: { readonly all: boolean }): void {
  const { papers, total, new: unseen, cursor } = answer;
  if (papers.length === 0) {
    terminal.note(all ? "The inbox is empty." : "Nothing new. What you have seen: paperkin inbox --all");
    return;
  }
  const layout = layOutFollows(terminal);
  const counted = all
    ? `${formatPapers(total)} in the inbox, ${formatCount(unseen)} new`
    : `${formatCount(unseen)} new`;
  const more = cursor === undefined ? "" : ` · more with -n ${Math.min(queryLimits.limit, papers.length * 5)}`;
  terminal.print(formatMatched(papers, layout));
  terminal.print(layout.paint.dim(`\n${counted}${more}`));
}
