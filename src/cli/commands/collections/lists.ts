import type { Command } from "commander";
import type { Collection } from "../../../domain/collections/collection.js";
import { cleanLine } from "../../../terminal/fit-text.js";
import { type CommandContext, exitCodes, type ExitCode, type PaperLibrary, type RunCommand } from "../../context.js";
import { describeHelp } from "../../help.js";
import { formatFacts } from "../../print/collections.js";
import { findCollection, withLibrary } from "./with-collection.js";

const collectionJson =
  'the collection: {"id", "name", "note"?, "papers", "included", "excluded", "unread", "createdAt", "updatedAt"';

/** Making, renaming, deleting and restoring collections. */
export function addListCommands(collections: Command, run: RunCommand): void {
  const create = collections
    .command("create")
    .description("makes a collection")
    .argument("<name>", "its name")
    .option("--note <text>", "a note on the whole collection");
  describe(create, 'paperkin collections create "Thesis, chapter 2"', `${collectionJson}}.`);
  create.action((name: string, { note }: { note?: string }) =>
    runChange(create, run, ({ desk }) =>
      desk.createCollection({ body: { name, ...(note !== undefined && { note }) } }),
    ),
  );

  const rename = collections
    .command("rename")
    .description("gives a collection another name")
    .argument("<collection>", "name or id")
    .argument("<name>", "the new name");
  describe(rename, 'paperkin collections rename thesis "Thesis, chapter 3"', `${collectionJson}, "before"}.`);
  rename.action((named: string, name: string) =>
    runChange(rename, run, async (library) => {
      const { id } = await findCollection(library, named);
      return library.desk.changeCollection({ params: { id }, body: { name } });
    }),
  );

  const remove = collections
    .command("delete")
    .description("deletes a collection, but none of its papers; restore brings it back")
    .argument("<collection>", "name or id");
  describe(remove, "paperkin collections delete thesis", `${collectionJson}, "restorableUntil"}.`);
  remove.action((named: string) =>
    runChange(remove, run, async (library) => {
      const { id } = await findCollection(library, named);
      return library.desk.deleteCollection({ params: { id } });
    }),
  );

  const restore = collections
    .command("restore")
    .description("restores a deleted collection with all that was in it")
    .argument("<collection>", "name or id");
  describe(restore, "paperkin collections restore thesis", `${collectionJson}}.`);
  restore.action((named: string) =>
    runChange(restore, run, async (library) => {
      const { id } = await findCollection(library, named, { deleted: true });
      return library.desk.restoreCollection({ params: { id } });
    }),
  );
}

function describe(command: Command, example: string, json: string): void {
  describeHelp(command, { examples: [example], json, exitCodes: "0 done, 2 error (also for an unknown collection)" });
}

/** Prints the collection that the change answers. */
async function runChange(
  command: Command,
  run: RunCommand,
  change: (library: PaperLibrary) => Promise<Collection>,
): Promise<void> {
  await run(command, (context) =>
    withLibrary(context, async (library) => printCollection(context, await change(library))),
  );
}

function printCollection({ terminal, globals }: CommandContext, collection: Collection): ExitCode {
  if (globals.json) terminal.printJson(collection);
  else terminal.print(`${cleanLine(collection.name)}  ${formatFacts(collection)}`);
  return exitCodes.ok;
}
