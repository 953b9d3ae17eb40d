import { type Command, Option } from "commander";
import { decisions } from "../../../domain/collections/entry.js";
import { entrySorts, type EntrySort } from "../../../domain/collections/list-entries.js";
import { formatCount } from "../../../domain/text/amounts.js";
import { cleanLine } from "../../../terminal/fit-text.js";
import { createPaint } from "../../../terminal/paint.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../../context.js";
import { describeHelp } from "../../help.js";
import { waitUntilReady } from "../../library/wait-for-indexes.js";
import { collect, parseWholeNumber } from "../../options.js";
import { formatCollections, formatEntries, formatFacts } from "../../print/collections.js";
import { printHits } from "../../print/print-hits.js";
import { findCollection, withLibrary } from "./with-collection.js";

export function addShowCommands(collections: Command, run: RunCommand): void {
  const list = collections
    .command("list", { isDefault: true })
    .description("shows your collections, the last changed first")
    .option("--deleted", "show deleted collections that can still be restored");
  describeHelp(list, {
    examples: ["paperkin collections", "paperkin collections list --deleted"],
    json: '{"collections": [{"id", "name", "note"?, "papers", "included", "excluded", "unread", "createdAt", "updatedAt", "restorableUntil"?}]}, as GET /v1/collections answers.',
    exitCodes: "0 there are collections, 1 there are none, 2 error",
  });
  list.action((options: { deleted?: boolean }) => run(list, (context) => listCollections(context, options)));
  addShow(collections, run);
  addRecommend(collections, run);
}

async function listCollections(context: CommandContext, { deleted = false }: { deleted?: boolean }): Promise<ExitCode> {
  const { terminal, globals } = context;
  return withLibrary(context, async ({ desk }) => {
    const answer = await desk.listCollections({ query: { deleted: deleted ? "true" : "false" } });
    const layout = { columns: terminal.columns, paint: createPaint(terminal.colours) };
    if (globals.json) terminal.printJson(answer);
    else if (answer.collections.length > 0) terminal.print(formatCollections(answer.collections, layout));
    else terminal.note(deleted ? "No deleted collection can be restored." : "There are no collections.");
    return answer.collections.length > 0 ? exitCodes.ok : exitCodes.nothingFound;
  });
}

interface ShowOptions {
  readonly limit: number;
  readonly decision?: "include" | "exclude" | "undecided" | "all";
  readonly unread?: boolean;
  readonly tag?: readonly string[];
  readonly query?: string;
  readonly sort: EntrySort;
  readonly cursor?: string;
}

function addShow(collections: Command, run: RunCommand): void {
  const show = collections
    .command("show")
    .description("shows the papers of a collection")
    .argument("<collection>", "name or id")
    .option("-n, --limit <number>", "papers to show, at most 100", parseWholeNumber(1, 100), 50)
    .addOption(
      new Option("--decision <which>", "by default all but excluded ones").choices([...decisions, "undecided", "all"]),
    )
    .option("--unread", "only papers that are not marked as read")
    .option("--tag <tag>", "only with this tag; may be repeated", collect(String))
    .option("--query <words>", "only with these words in title, note, tags or key")
    .addOption(new Option("--sort <order>", "order").choices(entrySorts).default("added"))
    .option("--cursor <cursor>", "the next page, as the answer before named it");
  describeHelp(show, {
    examples: ["paperkin collections show thesis", "paperkin collections show thesis --unread --sort rating"],
    notes: ["A paper that was removed from the library stays in its collections, with its title."],
    json: '{"entries": [{"id", "title", "year"?, "note"?, "tags", "isRead", "rating"?, "key"?, "decision"?, "reason"?, "addedAt", "decidedAt"?, "isInLibrary", "paper"?}], "total", "cursor"?}, as GET /v1/collections/{id}/papers answers.',
    exitCodes: "0 it has papers, 1 it has none, 2 error",
  });
  show.action((name: string, options: ShowOptions) => run(show, (context) => showCollection(context, name, options)));
}

async function showCollection(
  context: CommandContext,
  named: string,
  { query: q, unread = false, tag = [], ...options }: ShowOptions,
): Promise<ExitCode> {
  const { terminal, globals } = context;
  return withLibrary(context, async (library) => {
    const collection = await findCollection(library, named);
    const isUnread: "true" | "false" = unread ? "true" : "false";
    const query = { ...options, ...(q !== undefined && { q }), tag: [...tag], unread: isUnread };
    const answer = await library.desk.listEntries({ params: { id: collection.id }, query });
    const { entries, total, cursor } = answer;
    if (globals.json) terminal.printJson(answer);
    else {
      const paint = createPaint(terminal.colours);
      terminal.note(`${cleanLine(collection.name)}: ${formatFacts(collection)}`);
      if (collection.note !== undefined) terminal.note(cleanLine(collection.note));
      if (entries.length > 0) terminal.print(`\n${formatEntries(entries, { columns: terminal.columns, paint })}`);
      if (cursor !== undefined)
        terminal.note(`\n${formatCount(entries.length)} of ${formatCount(total)}. Next: --cursor ${cursor}`);
    }
    return entries.length > 0 ? exitCodes.ok : exitCodes.nothingFound;
  });
}

function addRecommend(collections: Command, run: RunCommand): void {
  const recommend = collections
    .command("recommend")
    .description("finds more papers like those of a collection, fewer like its excluded ones")
    .argument("<collection>", "name or id")
    .option("-n, --limit <number>", "papers to show, at most 100", parseWholeNumber(1, 100), 10);
  describeHelp(recommend, {
    examples: ["paperkin collections recommend thesis -n 20"],
    notes: ["Included papers count, or all undecided ones while none is included. Nothing of the collection is shown."],
    json: '{"hits": [{"paper", "score", "matchedBy", "duplicates"?, "because"?: {"positive", "id"?, "title", "similarity"}}], "notices"?, "noGoodMatch"?, "timings"}, as POST /v1/recommendations answers.',
    exitCodes: "0 found, 1 nothing found, 2 error (also for a collection without papers)",
  });
  recommend.action((name: string, { limit }: { limit: number }) =>
    run(recommend, (context) =>
      withLibrary(context, async (library) => {
        await waitUntilReady(library, context);
        const { id } = await findCollection(library, name);
        return printHits(context, await library.desk.recommendForCollection({ params: { id }, body: { limit } }));
      }),
    ),
  );
}
