import type { Command } from "commander";
import type { RunCommand } from "../../context.js";
import { describeHelp } from "../../help.js";
import { addScreenCommand } from "./screen.js";
import { addEntryCommands } from "./entries.js";
import { addFileCommands } from "./files.js";
import { addListCommands } from "./lists.js";
import { addShowCommands } from "./show.js";

export function addCollectionsCommand(program: Command, run: RunCommand): void {
  const collections = program
    .command("collections")
    .summary("keep papers in lists, with notes, tags and ratings")
    .description(
      "Keeps papers in named lists with notes, tags, ratings and citation keys. A collection is named by its name, in any case, by the beginning of it, or by its id.",
    );
  describeHelp(collections, {
    examples: [
      "paperkin collections import library.bib",
      'paperkin collections create "Thesis, chapter 2"',
      "paperkin collections add thesis arxiv:1910.07224 --tag curricula",
      "paperkin collections recommend thesis",
      "paperkin collections export thesis --format bibtex --out thesis.bib",
    ],
    notes: [
      "With --url, the collections are those of the reader whose key is used; each reader has their own. Deleted collections can be restored for 30 days.",
    ],
    exitCodes: "0 there are collections, 1 there are none, 2 error; each command's help has its own",
  });
  addShowCommands(collections, run);
  addListCommands(collections, run);
  addEntryCommands(collections, run);
  addFileCommands(collections, run);
  addScreenCommand(collections, run);
  for (const command of collections.commands) command.summary(summaries[command.name()] ?? "");
}

/** What each command does, short enough for the list of all; the help of a command says more. */
const summaries: Readonly<Record<string, string>> = {
  list: "shows your collections",
  show: "shows the papers of a collection",
  recommend: "finds more papers like its own",
  create: "makes a collection",
  rename: "gives it another name",
  delete: "deletes it, but none of its papers",
  restore: "restores a deleted collection",
  add: "adds papers of the library",
  remove: "takes papers out",
  note: "sets your note on a paper",
  tag: "adds tags, or takes them away",
  rate: "rates papers from 1 to 5",
  screen: "decides paper by paper",
  read: "marks papers as read",
  import: "makes a collection of a file",
  export: "writes it for another program",
};
