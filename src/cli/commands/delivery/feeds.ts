import type { Command } from "commander";
import type { FeedAddress } from "../../../domain/feeds/feed-address.js";
import type { PaperLibrary, RunCommand } from "../../context.js";
import { describeHelp } from "../../help.js";
import { reportDesk } from "./on-desk.js";

export function addFeedsCommand(program: Command, run: RunCommand): void {
  const feeds = program
    .command("feeds")
    .summary("list, make and remove feeds of what you follow")
    .description("Shows the addresses of your Atom and JSON feeds. Who knows an address can read the feed.");
  describeHelp(feeds, {
    examples: [
      "paperkin feeds",
      "paperkin feeds add",
      "paperkin feeds add c3BhcnNlLWF0",
      "paperkin feeds remove <token>",
    ],
    exitCodes: "0 there are feeds, 1 there are none, 2 error",
  });
  const list = feeds.command("list", { isDefault: true }).description("shows your feeds");
  describeHelp(list, {
    examples: ["paperkin feeds list"],
    json: '{"feeds": [feed]}, as GET /v1/feeds answers.',
    exitCodes: "0 there are feeds, 1 there are none, 2 error",
  });
  list.action(() =>
    run(list, (context) =>
      reportDesk(context, async (library) => {
        const answer = await library.desk.listFeeds({});
        const lines = answer.feeds.flatMap((feed) => showFeed(feed, library));
        const none = ["There are no feeds. Make one with: paperkin feeds add"];
        return { answer, lines: lines.length > 0 ? lines : none, isEmpty: lines.length === 0 };
      }),
    ),
  );
  addMakingCommands(feeds, run);
}

function addMakingCommands(feeds: Command, run: RunCommand): void {
  const add = feeds
    .command("add")
    .description("makes a feed of a follow, or of the whole inbox; one that is there gets a new address")
    .argument("[follow]", "id of the follow");
  describeHelp(add, {
    examples: ["paperkin feeds add", "paperkin feeds add c3BhcnNlLWF0"],
    json: "the feed, as POST /v1/inbox/feed answers.",
    exitCodes: "0 made, 2 error",
  });
  add.action((id: string | undefined) =>
    run(add, (context) =>
      reportDesk(context, async (library) => {
        const { desk } = library;
        const feed = await (id === undefined ? desk.renewInboxFeed({}) : desk.renewFollowFeed({ params: { id } }));
        return { answer: feed, lines: showFeed(feed, library) };
      }),
    ),
  );
  const remove = feeds
    .command("remove")
    .description("removes a feed")
    .argument("<token>", "the last part of its address");
  describeHelp(remove, { examples: ["paperkin feeds remove <token>"], json: "{}", exitCodes: "0 removed, 2 error" });
  remove.action((token: string) =>
    run(remove, (context) =>
      reportDesk(context, async ({ desk }) => {
        await desk.removeFeed({ params: { token } });
        return { answer: {}, lines: ["Removed."] };
      }),
    ),
  );
}

function showFeed({ follow, atom, json }: FeedAddress, { place, remote }: PaperLibrary): readonly string[] {
  const base = remote ? `${place}/` : "<address of the server>/";
  return [follow === undefined ? "inbox" : `follow ${follow}`, `  ${base}${atom}`, `  ${base}${json}`];
}
