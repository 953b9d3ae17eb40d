import type { Command } from "commander";
import type { InboxAnswer } from "../../../domain/follows/inbox.js";
import { queryLimits } from "../../../domain/search/request.js";
import { formatCount, formatPapers } from "../../../domain/text/amounts.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../../context.js";
import { describeHelp } from "../../help.js";
import { parseWholeNumber } from "../../options.js";
import { formatMatched, layOutFollows } from "../../print/follows.js";
import { reportDesk } from "../delivery/on-desk.js";

interface InboxOptions {
  readonly all?: boolean;
  readonly dismissed?: boolean;
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
    .option("--seen", "mark the papers that are shown as seen")
    .option("--dismissed", "show those that you dismissed instead");
  describeHelp(inbox, {
    examples: ["paperkin inbox", "paperkin inbox --seen", "paperkin inbox --all -n 50", "paperkin inbox dismiss p1"],
    notes: [
      "What you follow: paperkin follows. Papers are new until they are marked as seen, here or on the page.",
      "What does not interest you: paperkin inbox dismiss.",
    ],
    json: '{"papers": [{"paper", "matchedAt", "isNew", "matches", "highlights"?, "versions"?}], "total", "new", "upTo"?, "cursor"?}, as GET /v1/inbox answers; --seen marks them afterwards.',
    exitCodes: "0 there are papers, 1 there are none, 2 error",
  });
  inbox.action((options: InboxOptions) => run(inbox, (context) => showInbox(context, options)));
  addDismissCommands(inbox, run);
}

function addDismissCommands(inbox: Command, run: RunCommand): void {
  const json = '{"changed", "new"}, as POST /v1/inbox/dismissed answers.';
  const dismiss = inbox
    .command("dismiss")
    .description("takes papers that do not interest you out of the inbox for good, with their versions")
    .argument("<id...>", "ids of papers of the inbox");
  describeHelp(dismiss, {
    examples: ["paperkin inbox dismiss arxiv:2404.12345"],
    notes: ["They come back with no follow, and follows find fewer papers like them."],
    json,
    exitCodes: "0 dismissed, 1 none of them is in the inbox, 2 error",
  });
  dismiss.action((ids: readonly string[]) => run(dismiss, (context) => changeDismissed(context, ids, true)));
  const restore = inbox
    .command("restore")
    .description("brings dismissed papers back")
    .argument("<id...>", "ids of papers of paperkin inbox --dismissed");
  describeHelp(restore, {
    examples: ["paperkin inbox restore arxiv:2404.12345"],
    json,
    exitCodes: "0 restored, 1 none of them was dismissed, 2 error",
  });
  restore.action((ids: readonly string[]) => run(restore, (context) => changeDismissed(context, ids, false)));
}

function changeDismissed(context: CommandContext, ids: readonly string[], isDismissed: boolean): Promise<ExitCode> {
  return reportDesk(context, async ({ desk }) => {
    const answer = await desk.dismissPapers({ body: { ids: [...ids], isDismissed } });
    const lines = [`${formatPapers(answer.changed)} ${isDismissed ? "dismissed" : "restored"}.`];
    return { answer, lines, isEmpty: answer.changed === 0 };
  });
}

async function showInbox(context: CommandContext, options: InboxOptions): Promise<ExitCode> {
  const { dismissed = false, all = dismissed, limit, seen } = options;
  const { terminal, globals } = context;
  const library = await context.openLibrary("read");
  try {
    const answer = await library.desk.readInbox({ query: { new: !all, limit, ...(dismissed && { dismissed }) } });
    if (globals.json) terminal.printJson(answer);
    else printInbox(context, answer, { all, dismissed });
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

interface Shown {
  readonly all: boolean;
  readonly dismissed: boolean;
}

function printInbox({ terminal }: CommandContext, answer: InboxAnswer, { all, dismissed }: Shown): void {
  const { papers, total, new: unseen, cursor } = answer;
  if (papers.length === 0) {
    const none = all ? "The inbox is empty." : "Nothing new. What you have seen: paperkin inbox --all";
    terminal.note(dismissed ? "You dismissed nothing." : none);
    return;
  }
  const layout = layOutFollows(terminal);
  const told = all ? `${formatPapers(total)} in the inbox, ${formatCount(unseen)} new` : `${formatCount(unseen)} new`;
  const counted = dismissed ? `${formatPapers(total)} dismissed` : told;
  const more = cursor === undefined ? "" : ` · more with -n ${Math.min(queryLimits.limit, papers.length * 5)}`;
  terminal.print(formatMatched(papers, layout));
  terminal.print(layout.paint.dim(`\n${counted}${more}`));
}
