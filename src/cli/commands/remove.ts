import type { Command } from "commander";
import { type Filter, isOpenFilter } from "../../domain/search/filter.js";
import { AppError } from "../../errors.js";
import { type CommandContext, exitCodes, type ExitCode, type PaperLibrary, type RunCommand } from "../context.js";
import { cleanPaperText } from "../../terminal/fit-text.js";
import { formatPapers } from "../../domain/text/amounts.js";
import { addPaperFilters, type FilterOptions, readFilter } from "../options.js";
import { describeHelp } from "../help.js";
import { waitUntilReady } from "../library/wait-for-indexes.js";

export function addRemoveCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("remove")
    .summary("remove papers")
    .description(
      "Removes papers from the store and from both indexes: those named, or those of a filter. If one id is unknown, nothing is removed.",
    )
    .argument("[ids...]", "ids, as search shows them")
    .option("-y, --yes", "do not ask")
    .option("--all", "remove every paper, without a filter")
    .option("--dry-run", "only say how many papers a filter would remove");
  addPaperFilters(command).action((ids: string[], options: RemoveOptions) =>
    run(command, (context) => remove(context, [...new Set(ids)], options)),
  );
  describeHelp(command, {
    examples: [
      "paperkin remove arxiv:1910.07224",
      "paperkin remove --yes doi:10.1000/182 doi:10.1000/183",
      "paperkin remove --dry-run --category q-fin.TR --year-to 2010",
    ],
    notes: ["Without a terminal to ask on, --yes is required."],
    json: '{"removed": [id]}; for a filter {"removed": number, "ids": [first ids], "dryRun"?}.',
    exitCodes: "0 removed, 1 the answer was no, 2 error (also for an unknown id)",
  });
}

interface RemoveOptions extends Omit<FilterOptions, "limit"> {
  readonly yes?: boolean;
  readonly all?: boolean;
  readonly dryRun?: boolean;
}

async function remove(context: CommandContext, ids: readonly string[], options: RemoveOptions): Promise<ExitCode> {
  const { yes = false, all = false, dryRun = false } = options;
  const filter = readFilter(options);
  const isOpen = isOpenFilter(filter);
  if (ids.length > 0 && (!isOpen || all || dryRun))
    throw new AppError("bad_input", "Name papers, or give a filter, but not both.");
  if (ids.length > 0) return removePapers(context, ids, yes);
  if (isOpen && !all)
    throw new AppError("bad_input", "Name papers to remove, give a filter, or remove all with --all.");
  return removeMatching(context, filter, { yes, dryRun });
}

/** Counts the papers first, as the question needs the number. */
async function removeMatching(
  context: CommandContext,
  filter: Filter,
  { yes, dryRun }: { readonly yes: boolean; readonly dryRun: boolean },
): Promise<ExitCode> {
  const { terminal, globals } = context;
  if (!yes && !dryRun) requireTerminal(context);
  const library = await context.openLibrary("read");
  try {
    await waitUntilReady(library, { terminal });
    const planned = await library.removePapers(filter, { dryRun: true });
    const isWanted = !dryRun && planned.removed > 0;
    if (isWanted && !yes && !(await confirmNumber(context, planned.removed))) return exitCodes.nothingFound;
    const answer = isWanted ? await library.removePapers(filter, { dryRun: false }) : planned;
    if (globals.json) terminal.printJson(answer);
    else terminal.print(`${formatPapers(answer.removed)} ${dryRun ? "would be removed" : "removed"}.`);
    return exitCodes.ok;
  } finally {
    await library.close();
  }
}

async function confirmNumber({ terminal }: CommandContext, number: number): Promise<boolean> {
  return /^y(es)?$/i.test((await terminal.ask(`Remove ${formatPapers(number)}? [y/N] `)).trim());
}

function requireTerminal({ terminal }: CommandContext): void {
  if (!terminal.isInteractive)
    throw new AppError("bad_input", "There is no terminal to ask for confirmation: add --yes to remove them.");
}

async function removePapers(context: CommandContext, ids: readonly string[], yes: boolean): Promise<ExitCode> {
  const { terminal, globals } = context;
  if (!yes) requireTerminal(context);
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
