import type { Command } from "commander";
import { type BackupManifest, type CopyOptions, countBackupBytes } from "../../domain/backup/backup.js";
import { AppError } from "../../errors.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { formatBytes, formatPapers } from "../../domain/text/amounts.js";
import { describeHelp } from "../help.js";
import { createProgress, createRate } from "../../terminal/progress.js";
import { printStopping } from "../print/print-stopping.js";

export function addBackupCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("backup")
    .summary("copy the whole data folder, even while a server uses it")
    .description(
      "Copies the data folder, as it is at this moment, to a new folder: papers, vectors, jobs, versions, saved indexes. A server that uses it keeps serving and importing.",
    )
    .argument("<folder>", "folder for the backup; must not exist")
    .action((folder: string) => run(command, (context) => backUp(context, folder)));
  describeHelp(command, {
    examples: ["paperkin backup backups/$(date +%F)", "paperkin backup --data-dir /srv/papers backups/monday"],
    notes: [
      "The backup is a plain folder with checksums: compress and move it as you like, and restore it with paperkin restore. It has no queue, because waiting papers are in the store.",
    ],
    json: '{"folder", "papers", "embedded", "bytes", "lastChange"}.',
    exitCodes: "0 written, 2 error, 130 stopped without a backup",
  });
}

export function addRestoreCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("restore")
    .summary("replace the data folder with a backup")
    .description("Checks a backup against its checksums and makes it the data folder.")
    .argument("<backup>", "a folder that paperkin backup wrote")
    .option("--force", "move existing contents into a subfolder named after the time")
    .action((backup: string, { force = false }: { force?: boolean }) =>
      run(command, (context) => restore(context, backup, force)),
    );
  describeHelp(command, {
    examples: [
      "paperkin restore backups/monday",
      "paperkin restore backups/monday --data-dir copy",
      "paperkin restore backups/monday --force",
    ],
    notes: [
      "Stop the server that uses the data folder first. The folder may be the root of a volume, as in a container. If a restore is killed, the folder has either the old papers or those of the backup.",
    ],
    json: '{"folder", "papers", "embedded", "bytes", "lastChange", "createdAt", "movedTo"?}.',
    exitCodes: "0 restored, 2 error, 130 stopped without a change",
  });
}

async function backUp(context: CommandContext, folder: string): Promise<ExitCode> {
  return copyData(context, "Copying", async (options) => {
    const manifest = await (await context.openBackups()).writeBackup(folder, options);
    return { facts: { folder, ...readFacts(manifest) }, text: `${describe(manifest)} in ${folder}.` };
  });
}

async function restore(context: CommandContext, backup: string, force: boolean): Promise<ExitCode> {
  return copyData(context, "Restoring", async (options) => {
    const backups = await context.openBackups();
    const { manifest, movedTo } = await backups.restoreBackup(backup, { ...options, force });
    const { createdAt } = manifest;
    const aside = movedTo === undefined ? "" : ` The previous contents are in ${movedTo}.`;
    return {
      facts: { folder: backups.place, ...readFacts(manifest), createdAt, ...(movedTo !== undefined && { movedTo }) },
      text: `${describe(manifest)} in ${backups.place}, as of ${createdAt}.${aside}`,
    };
  });
}

/** Shows the progress of the work, and its result. */
async function copyData(
  context: CommandContext,
  label: string,
  work: (options: CopyOptions) => Promise<{ readonly facts: object; readonly text: string }>,
): Promise<ExitCode> {
  const { terminal, globals } = context;
  if (globals.url !== undefined)
    throw new AppError(
      "bad_input",
      "This command works on the data folder itself: name it with --data-dir, and omit --url.",
    );
  const stop = context.listenForStop();
  printStopping(stop.signal, terminal, "Stopping and cleaning up.");
  const progress = createProgress({ stream: terminal.errors, label });
  const rate = createRate();
  const onProgress = (done: number, total: number) =>
    progress.update({ done, total, text: `${formatBytes(done)}  ${rate(done, total, formatBytes)}` });
  try {
    const { facts, text } = await work({ signal: stop.signal, onProgress }).finally(() => progress.end());
    if (globals.json) terminal.printJson(facts);
    else terminal.print(text);
    return exitCodes.ok;
  } catch (error) {
    if (stop.signal.aborted) return exitCodes.stopped;
    throw error;
  } finally {
    stop.end();
  }
}

function readFacts(manifest: BackupManifest) {
  const { papers, embedded, lastChange } = manifest;
  return { papers, embedded, bytes: countBackupBytes(manifest), lastChange };
}

function describe(manifest: BackupManifest): string {
  return `${formatPapers(manifest.papers)}, ${formatBytes(countBackupBytes(manifest))},`;
}
