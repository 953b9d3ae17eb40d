import { Argument, type Command } from "commander";
import { writeBashCompletion } from "../completion/bash.js";
import { readCompletionTree } from "../completion/completion-tree.js";
import { writeFishCompletion } from "../completion/fish.js";
import { writeZshCompletion } from "../completion/zsh.js";
import { exitCodes, type RunCommand } from "../context.js";
import { describeHelp } from "../help.js";

const writers = { bash: writeBashCompletion, zsh: writeZshCompletion, fish: writeFishCompletion };
type Shell = keyof typeof writers;

export function addCompletionCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("completion")
    .summary("print a completion script for your shell")
    .description("Prints a script that completes commands, options, their choices, models and files.")
    .addArgument(new Argument("<shell>", "whose script").choices(Object.keys(writers)))
    .action((shell: Shell) =>
      run(command, async ({ terminal, openModels }) => {
        const { models } = await openModels();
        const names = models.list().map(({ id }) => id);
        terminal.print(writers[shell](readCompletionTree(program, names)));
        return exitCodes.ok;
      }),
    );
  describeHelp(command, {
    examples: [
      'eval "$(paperkin completion bash)"     # to keep it, add it to ~/.bashrc',
      "paperkin completion zsh > ~/.zfunc/_paperkin     # a folder of $fpath",
      "paperkin completion fish > ~/.config/fish/completions/paperkin.fish",
    ],
    exitCodes: "0 printed, 2 error",
  });
}
