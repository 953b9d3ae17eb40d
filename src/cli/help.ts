import type { Argument, Command, Help } from "commander";
import { wrapText } from "../terminal/fit-text.js";
import { createPaint } from "../terminal/paint.js";
import type { Terminal } from "../terminal/terminal.js";

/** The help of a command, beyond its arguments and options. */
export interface CommandHelp {
  /** Command lines to try; shown first. */
  readonly examples: readonly string[];
  /** Paragraphs. */
  readonly notes?: readonly string[];
  /** The keys of the `--json` document; `?` marks optional ones. A test compares it with real answers. */
  readonly json?: string;
  /** What each exit code means, 0 first. */
  readonly exitCodes: string;
}

/** Adds the examples before commander's own help and the rest after it, wrapped to the terminal's width. */
export function describeHelp(command: Command, { examples, notes = [], json, exitCodes }: CommandHelp): Command {
  const paragraphs = [...notes, ...(json === undefined ? [] : [`With --json: ${json}`]), `Exit code: ${exitCodes}.`];
  return command
    .addHelpText("before", () => {
      const { styleTitle = String } = command.configureHelp();
      return `${styleTitle("Examples:")}\n${examples.map((example) => `  ${example}`).join("\n")}\n`;
    })
    .addHelpText("after", () => {
      const { helpWidth = 80 } = command.configureHelp();
      return `\n${paragraphs.flatMap((paragraph) => wrapText(paragraph, helpWidth)).join("\n")}`;
    });
}

/** The layout of help: the terminal's width, commands before options, the options of every command in one line. */
export function layOutHelp({ columns, colours }: Pick<Terminal, "columns" | "colours">): Partial<Help> {
  const paint = createPaint(colours);
  return { helpWidth: columns, styleTitle: paint.bold, formatHelp };
}

function formatHelp(command: Command, helper: Help): string {
  const width = helper.padWidth(command, helper);
  const formatRow = (term: string, description: string) => helper.formatItem(term, width, description, helper);
  const columns = helper.helpWidth ?? 80;
  const rows = {
    arguments: helper
      .visibleArguments(command)
      .map((argument) => formatRow(helper.argumentTerm(argument), helper.argumentDescription(argument))),
    options: helper
      .visibleOptions(command)
      .map((option) => formatRow(helper.optionTerm(option), helper.optionDescription(option))),
  };
  const groups = helper.groupItems([...command.commands], helper.visibleCommands(command), (sub) => sub.helpGroup());
  const commands = [...groups].flatMap(([heading, members]) =>
    helper.formatItemList(
      heading || "Commands:",
      members.map((sub) => formatRow(formatUsage(sub), helper.subcommandDescription(sub))),
      helper,
    ),
  );
  return [
    `${helper.styleTitle("Usage:")} ${helper.commandUsage(command)}`,
    "",
    ...wrapText(helper.commandDescription(command), columns),
    "",
    ...commands,
    ...helper.formatItemList("Arguments:", rows.arguments, helper),
    ...helper.formatItemList(command.parent ? "Options:" : "Options of every command:", rows.options, helper),
    ...formatInherited(command, columns),
  ].join("\n");
}

/** The name with its arguments, without `[options]`, because nearly all commands have options. */
function formatUsage(command: Command): string {
  return [command.name(), ...command.registeredArguments.map(formatArgument)].join(" ");
}

function formatArgument(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

/**
 * Options of every command are described only in the program's help, so that they do not bury a command's own options.
 */
function formatInherited(command: Command, columns: number): string[] {
  if (!command.parent) return [];
  let program = command;
  while (program.parent) program = program.parent;
  const flags = program.options.filter(({ long }) => long !== "--version").map(({ long }) => long);
  return wrapText(`And of every command: ${flags.join(", ")} (see: ${program.name()} --help).`, columns);
}
