import type { Argument, Command, Option } from "commander";

/** What to complete at a position of the command line: words, files, or nothing that a script can know. */
export type Values = readonly string[] | "files" | "unknown";

export interface CompletedOption {
  /** `--mode`, and `-m` if it has a short form. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Absent if the option takes no value. */
  readonly values?: Values;
}

/** One command, with everything that may follow it. */
export interface CompletedCommand {
  /** Names below the program, such as `models fetch`; empty for the program itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  /** Its own options; those of the program, whose path is empty, apply to every command. */
  readonly options: readonly CompletedOption[];
  readonly values: Values;
}

/** Reads commander's own tree, so that completion always matches the parser. */
export function readCompletionTree(program: Command, models: readonly string[]): readonly CompletedCommand[] {
  const read = (command: Command, path: string): CompletedCommand[] => {
    const help = command.createHelp();
    const options = help.visibleOptions(command);
    const [argument] = command.registeredArguments;
    const commands = command.commands.map((sub) => ({
      name: sub.name(),
      description: help.subcommandDescription(sub),
    }));
    const isHelp = command.name() === "help";
    const below = command.commands.flatMap((sub) => read(sub, `${path} ${sub.name()}`.trim()));
    const values = isHelp ? program.commands.map((sub) => sub.name()) : readValues(argument, models);
    return [{ path, commands, options: options.map((option) => readOption(option, models)), values }, ...below];
  };
  return read(program, "");
}

/** Lists the flags that take a value: the word after such a flag is not a command. */
export function listValueFlags(tree: readonly CompletedCommand[]): readonly string[] {
  const withValue = tree.flatMap(({ options }) => options.filter(({ values }) => values));
  return [...new Set(withValue.flatMap(({ flags }) => flags))];
}

function readOption(option: Option, models: readonly string[]): CompletedOption {
  const flags = [option.long, option.short].filter((flag) => flag !== undefined);
  const { description } = option;
  if (!option.required && !option.optional) return { flags, description };
  return { flags, description, values: readValues(option, models) };
}

/** Derives the values from the name in brackets. */
function readValues(argument: Argument | Option | undefined, models: readonly string[]): Values {
  if (!argument) return "unknown";
  if (argument.argChoices && argument.argChoices.length > 0) return argument.argChoices;
  const name = "flags" in argument ? (/^[^<[]*[<[](.*)[>\]]/.exec(argument.flags)?.[1] ?? "") : argument.name();
  if (/file|folder|path|source/.test(name) || /^[ab]$/.test(name)) return "files";
  return name === "model" ? models : "unknown";
}
