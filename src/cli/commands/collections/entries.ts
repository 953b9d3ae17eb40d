import { type Command, InvalidArgumentError } from "commander";
import type { EntryChange } from "../../../domain/collections/entry.js";
import { formatPapers } from "../../../domain/text/amounts.js";
import { AppError } from "../../../errors.js";
import { cleanLine } from "../../../terminal/fit-text.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../../context.js";
import { describeHelp } from "../../help.js";
import { collect } from "../../options.js";
import { findCollection, withLibrary } from "./with-collection.js";

const changedJson = '{"before": [entry], "unknown": [id]}, as PATCH /v1/collections/{id}/papers answers.';
const changedCodes = "0 changed, 1 the collection has none of the papers, 2 error";

/** Adding, removing and describing papers of a collection. */
export function addEntryCommands(collections: Command, run: RunCommand): void {
  addAdd(collections, run);
  addRemove(collections, run);
  const note = addPapers(
    collections,
    ["note", "<paper>"],
    "sets your note on a paper; an empty text removes it",
  ).argument("<text>", "the note");
  describeChange(note, 'paperkin collections note thesis arxiv:1910.07224 "Read section 3."');
  note.action((named: string, paper: string, text: string) =>
    runChange(note, run, { named, papers: [paper], change: { note: text === "" ? null : text } }),
  );
  addTag(collections, run);
  const rate = collections
    .command("rate")
    .description("rates papers from 1 to 5; 0 removes the rating")
    .argument("<collection>", "name or id")
    .argument("<rating>", "0 to 5", parseRating)
    .argument("<papers...>", "ids, as search shows them");
  describeChange(rate, "paperkin collections rate thesis 4 arxiv:1910.07224");
  rate.action((named: string, rating: number, papers: string[]) =>
    runChange(rate, run, { named, papers, change: { rating: rating === 0 ? null : rating } }),
  );
  const read = addPapers(collections, ["read", "<papers...>"], "marks papers as read").option(
    "--unread",
    "mark them as not read",
  );
  describeChange(read, "paperkin collections read thesis arxiv:1910.07224");
  read.action((named: string, papers: string[], { unread = false }: { unread?: boolean }) =>
    runChange(read, run, { named, papers, change: { isRead: !unread } }),
  );
}

function addPapers(
  collections: Command,
  [name, papers]: readonly [name: string, papers: string],
  description: string,
): Command {
  return collections
    .command(name)
    .description(description)
    .argument("<collection>", "name or id")
    .argument(papers, "ids, as search shows them");
}

function parseRating(text: string): number {
  if (/^[0-5]$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Expected a whole number from 0 to 5.");
}

interface AddOptions {
  readonly tag?: readonly string[];
  readonly note?: string;
  readonly create?: boolean;
}

function addAdd(collections: Command, run: RunCommand): void {
  const add = addPapers(collections, ["add", "<papers...>"], "adds papers of the library")
    .option("--tag <tag>", "tag them; may be repeated", collect(String))
    .option("--note <text>", "a note on each of them")
    .option("--create", "make the collection if there is none of this name");
  describeHelp(add, {
    examples: ["paperkin collections add thesis arxiv:1910.07224 doi:10.1000/182 --tag cite"],
    notes: ["A paper that is there already keeps what it has: tags are added, and a new note follows the one before."],
    json: '{"added": [id], "changed": [entry], "unchanged": [id], "unknown": [id]}, as POST /v1/collections/{id}/papers answers.',
    exitCodes: "0 all are in the collection, 2 error (also if the library lacks one; the others are added)",
  });
  add.action((named: string, papers: string[], options: AddOptions) =>
    run(add, (context) => addToCollection(context, { named, papers }, options)),
  );
}

interface Named {
  readonly named: string;
  readonly papers: readonly string[];
}

async function addToCollection(
  context: CommandContext,
  { named, papers }: Named,
  { tag = [], note, create = false }: AddOptions,
): Promise<ExitCode> {
  const { terminal, globals } = context;
  return withLibrary(context, async (library) => {
    const { desk } = library;
    const found = await findCollection(library, named).catch((error: unknown) => {
      if (create && error instanceof AppError && error.code === "not_found")
        return desk.createCollection({ body: { name: named } });
      throw error;
    });
    const entries = papers.map((id) => ({ id, tags: [...tag], ...(note !== undefined && { note }) }));
    const answer = await desk.addEntries({ params: { id: found.id }, body: { entries } });
    const { added, changed, unchanged, unknown } = answer;
    if (globals.json) terminal.printJson(answer);
    else {
      const there = changed.length + unchanged.length;
      const rest = there === 0 ? "" : `, ${formatPapers(there)} ${there === 1 ? "was" : "were"} there`;
      terminal.print(`${formatPapers(added.length)} added to ${cleanLine(found.name)}${rest}.`);
      for (const id of unknown) terminal.note(`The library has no paper ${cleanLine(id)}.`);
    }
    return unknown.length > 0 ? exitCodes.error : exitCodes.ok;
  });
}

function addRemove(collections: Command, run: RunCommand): void {
  const remove = addPapers(collections, ["remove", "<papers...>"], "takes papers out; they stay in the library");
  describeHelp(remove, {
    examples: ["paperkin collections remove thesis arxiv:1910.07224"],
    json: '{"removed": [entry], "unknown": [id]}, as POST /v1/collections/{id}/papers/remove answers.',
    exitCodes: "0 removed, 1 the collection has none of the papers, 2 error",
  });
  remove.action((named: string, papers: string[]) =>
    run(remove, (context) =>
      withLibrary(context, async (library) => {
        const { id, name } = await findCollection(library, named);
        const answer = await library.desk.removeEntries({ params: { id }, body: { ids: [...papers] } });
        return printDone(context, answer, [answer.removed.length, `taken out of ${cleanLine(name)}`]);
      }),
    ),
  );
}

function addTag(collections: Command, run: RunCommand): void {
  const tag = addPapers(collections, ["tag", "<papers...>"], "adds tags to papers, or takes them away")
    .option("--add <tag>", "a tag to add; may be repeated", collect(String))
    .option("--remove <tag>", "a tag to take away; may be repeated", collect(String));
  describeChange(tag, "paperkin collections tag thesis arxiv:1910.07224 --add cite --remove later");
  tag.action((named: string, papers: string[], { add = [], remove = [] }: { add?: string[]; remove?: string[] }) => {
    if (add.length + remove.length === 0)
      throw new AppError("bad_input", "Name tags: --add <tag>, --remove <tag>, or both.");
    return runChange(tag, run, { named, papers, change: { addTags: [...add], removeTags: [...remove] } });
  });
}

function describeChange(command: Command, example: string): void {
  describeHelp(command, { examples: [example], json: changedJson, exitCodes: changedCodes });
}

async function runChange(
  command: Command,
  run: RunCommand,
  { named, papers, change }: Named & { readonly change: EntryChange },
): Promise<void> {
  await run(command, (context) =>
    withLibrary(context, async (library) => {
      const { id, name } = await findCollection(library, named);
      const answer = await library.desk.changeEntries({ params: { id }, body: { ids: [...papers], change } });
      return printDone(context, answer, [answer.before.length, `changed in ${cleanLine(name)}`]);
    }),
  );
}

function printDone(
  { terminal, globals }: CommandContext,
  answer: { readonly unknown: readonly string[] },
  [count, what]: readonly [count: number, what: string],
): ExitCode {
  if (globals.json) terminal.printJson(answer);
  else {
    terminal.print(`${formatPapers(count)} ${what}.`);
    for (const id of answer.unknown) terminal.note(`The collection has no paper ${cleanLine(id)}.`);
  }
  return count > 0 ? exitCodes.ok : exitCodes.nothingFound;
}
