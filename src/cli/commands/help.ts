import type { Command } from "commander";
import { describeHelp } from "../help.js";

/** Replaces commander's help command, which answers a mistyped command with the whole help instead of a suggestion. */
export function addHelpCommand(program: Command): void {
  const command = program
    .helpCommand(false)
    .command("help")
    .summary("show the help of a command")
    .description("Shows the help of a command, with examples, like <command> --help.")
    .argument("[command...]", "name of the command")
    .action(async (names: string[]) => {
      const find = (parent: Command | undefined, name: string) => parent?.commands.find((sub) => sub.name() === name);
      const found = names.reduce<Command | undefined>(find, program);
      if (found) found.outputHelp();
      else await program.parseAsync(names, { from: "user" });
    });
  describeHelp(command, {
    examples: ["paperkin help search", "paperkin help models import"],
    exitCodes: "0 shown, 2 error (an unknown command is one)",
  });
}
