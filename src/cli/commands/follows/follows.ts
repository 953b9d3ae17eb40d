import type { Command } from "commander";
import type { FollowPatch } from "../../../domain/follows/follow.js";
import { queryLimits } from "../../../domain/search/request.js";
import type { CommandContext, RunCommand } from "../../context.js";
import { describeHelp } from "../../help.js";
import { parseWholeNumber } from "../../options.js";
import { formatFollow, formatFollows, formatMatched, layOutFollows } from "../../print/follows.js";
import { reportDesk } from "../delivery/on-desk.js";
import { addAddCommand } from "./add.js";

export function addFollowsCommand(program: Command, run: RunCommand): void {
  const follows = program
    .command("follows")
    .summary("follow questions, papers, collections, people, venues and sources")
    .description("Shows what you follow, and controls it. New papers that fit come to the inbox: paperkin inbox");
  describeHelp(follows, {
    examples: [
      "paperkin follows",
      'paperkin follows add --question "sparse attention -survey" --year-from 2024',
      "paperkin follows show Zm9yLXNvbWUy",
    ],
    exitCodes: "0 there are follows, 1 there are none, 2 error; each command's help has its own",
  });
  addListCommand(follows, run);
  addAddCommand(follows, run);
  addShowCommand(follows, run);
  addPauseCommands(follows, run);
  addRenameCommand(follows, run);
  addRemoveCommand(follows, run);
}

function addListCommand(follows: Command, run: RunCommand): void {
  const list = follows.command("list", { isDefault: true }).description("shows what you follow, the newest first");
  describeHelp(list, {
    examples: ["paperkin follows list", "paperkin follows --json | jq -r '.follows[] | select(.new > 0) | .name'"],
    json: '{"follows": [follow]}, as GET /v1/follows answers.',
    exitCodes: "0 there are follows, 1 there are none, 2 error",
  });
  list.action(() =>
    run(list, (context) =>
      reportDesk(context, async ({ desk }) => {
        const answer = await desk.listFollows({});
        const isEmpty = answer.follows.length === 0;
        const none = 'You follow nothing. Begin with: paperkin follows add --question "…"';
        return {
          answer,
          lines: [isEmpty ? none : formatFollows(answer.follows, layOutFollows(context.terminal))],
          isEmpty,
        };
      }),
    ),
  );
}

function addShowCommand(follows: Command, run: RunCommand): void {
  const show = follows
    .command("show")
    .description("shows a follow and the papers that fit it")
    .argument("<id>", "the follow")
    .option(
      "-n, --limit <number>",
      `papers to show, at most ${queryLimits.limit}`,
      parseWholeNumber(1, queryLimits.limit),
      10,
    );
  describeHelp(show, {
    examples: ["paperkin follows show Zm9yLXNvbWUy", "paperkin follows show Zm9yLXNvbWUy -n 50"],
    json: '{"follow", "papers": [{"paper", "matchedAt", "isNew", "matches", "highlights"?, "versions"?}], "total", "new", "upTo"?, "cursor"?}, the follow and what GET /v1/follows/{id}/matches answers.',
    exitCodes: "0 papers fit, 1 none does yet, 2 error",
  });
  show.action((id: string, { limit }: { readonly limit: number }) =>
    run(show, (context) =>
      reportDesk(context, async ({ desk }) => {
        const follow = await desk.readFollow({ params: { id } });
        const found = await desk.listFollowMatches({ params: { id }, query: { limit } });
        const isEmpty = found.papers.length === 0;
        const layout = layOutFollows(context.terminal);
        const papers = isEmpty ? [] : ["", formatMatched(found.papers, layout)];
        return { answer: { follow, ...found }, lines: [formatFollow(follow, layout), ...papers], isEmpty };
      }),
    ),
  );
}

function addPauseCommands(follows: Command, run: RunCommand): void {
  const pause = follows.command("pause").description("pauses a follow").argument("<id>", "the follow");
  describeHelp(pause, {
    examples: ["paperkin follows pause Zm9yLXNvbWUy"],
    notes: ["Papers that are taken in during the pause never match. What has matched stays in the inbox."],
    json: "the follow, as PATCH /v1/follows/{id} answers.",
    exitCodes: "0 paused, 2 error",
  });
  pause.action((id: string) => run(pause, (context) => change(context, id, { isPaused: true })));
  const resume = follows.command("resume").description("resumes a paused follow").argument("<id>", "the follow");
  describeHelp(resume, {
    examples: ["paperkin follows resume Zm9yLXNvbWUy"],
    notes: ["It begins anew with the papers that are taken in from now on."],
    json: "the follow, as PATCH /v1/follows/{id} answers.",
    exitCodes: "0 resumed, 2 error",
  });
  resume.action((id: string) => run(resume, (context) => change(context, id, { isPaused: false })));
}

function addRenameCommand(follows: Command, run: RunCommand): void {
  const rename = follows
    .command("rename")
    .description("gives a follow another name")
    .argument("<id>", "the follow")
    .argument("<name...>", "its new name");
  describeHelp(rename, {
    examples: ["paperkin follows rename Zm9yLXNvbWUy Graphs for molecules"],
    json: "the follow, as PATCH /v1/follows/{id} answers.",
    exitCodes: "0 renamed, 2 error",
  });
  rename.action((id: string, words: readonly string[]) =>
    run(rename, (context) => change(context, id, { name: words.join(" ") })),
  );
}

function addRemoveCommand(follows: Command, run: RunCommand): void {
  const remove = follows
    .command("remove")
    .description("stops following, and forgets the matches")
    .argument("<id>", "the follow");
  describeHelp(remove, {
    examples: ["paperkin follows remove Zm9yLXNvbWUy"],
    notes: ["The papers stay in the library. To keep the matches, pause it instead."],
    json: "{}",
    exitCodes: "0 removed, 2 error",
  });
  remove.action((id: string) =>
    run(remove, (context) =>
      reportDesk(context, async ({ desk }) => {
        await desk.removeFollow({ params: { id } });
        return { answer: {}, lines: ["Removed."] };
      }),
    ),
  );
}

function change(context: CommandContext, id: string, patch: FollowPatch) {
  return reportDesk(context, async ({ desk }) => {
    const follow = await desk.changeFollow({ params: { id }, body: patch });
    return { answer: follow, lines: [formatFollow(follow, layOutFollows(context.terminal))] };
  });
}
