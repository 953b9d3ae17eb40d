import type { Command } from "commander";
import { AppError } from "../../errors.js";
import { type CommandContext, exitCodes, type ExitCode, type PaperLibrary, type RunCommand } from "../context.js";
import { cleanPaperText } from "../../terminal/fit-text.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { describeHelp } from "../help.js";
import { waitUntilReady } from "../library/wait-for-indexes.js";

export function addRemoveCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("remove")
    .summary("remove papers")
    .description("Removes papers from the store and from both indexes. If one id is unknown, nothing is removed.")
    .argument("<ids...>", "ids, as search shows them")
    .option("-y, --yes", "do not ask")
    .action((ids: string[], { yes = false }: { yes?: boolean }) =>
      run(command, (context) => removePapers(context, [...new Set(ids)], yes)),
    );
  describeHelp(command, {
    examples: ["paperkin remove arxiv:1910.07224", "paperkin remove --yes doi:10.1000/182 doi:10.1000/183"],
    notes: ["Without a terminal to ask on, --yes is required."],
    json: '{"removed": [id]}.',
    exitCodes: "0 removed, 1 the answer was no, 2 error (also for an unknown id)",
  });
}

async function removePapers(context: CommandContext, ids: readonly string[], yes: boolean): Promise<ExitCode> {
  const { terminal, globals } = context;
  if (!yes && !terminal.isInteractive)
    throw new AppError("bad_input", "There is no terminal to ask for confirmation: add --yes to remove them.");
  const library = await context.openLibrary("read");
  try {
    await waitUntilReady(library, { terminal });
    const titles = await Promise.all(ids.map(async (id) => (await library.readPaper(id)).title));
    if (!yes && !(await confirm(context, titles))) return exitCodes.nothingFound;
    await removeAll(library, ids);
    if (globals.json) terminal.printJson({ removed: ids });
    else terminal.print(`${formatPapers(ids.length)} removed.`);
    return exitCodes.ok;
  } finally {
    await library.close();
  }
}

async function confirm({ terminal }: CommandContext, titles: readonly string[]): Promise<boolean> {
  for (const title of titles) terminal.note(`  ${cleanPaperText(title)}`);
  const answer = await terminal.ask(
    `Remove ${titles.length === 1 ? "this paper" : `these ${titles.length} papers`}? [y/N] `,
  );
  return /^y(es)?$/i.test(answer.trim());
}

/** Removes one after the other, because each removal updates both indexes. */
async function removeAll(library: PaperLibrary, ids: readonly string[]): Promise<void> {
  for (const id of ids) await library.removePaper(id);
}
