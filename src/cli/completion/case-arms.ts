import type { CompletedCommand, Values } from "./completion-tree.js";

/** Patterns and arms of `case`, shared by bash and zsh. A position is a command's path, a slash, and a word. */

/** One pattern per subcommand at its position. */
export function listSubcommands(tree: readonly CompletedCommand[]): string {
  return tree.flatMap(({ path, commands }) => commands.map(({ name }) => `"${path}/${name}"`)).join("|");
}

/**
 * One arm for each option whose values are known; those of the program apply to every command.
 *
 * @param offer writes the shell code that offers the values
 */
export function writeOptionValues(tree: readonly CompletedCommand[], offer: (values: Values) => string): string {
  const arms = tree.flatMap(({ path, options }) =>
    options.flatMap(({ flags, values = "unknown" }) => {
      const places = flags.map((flag) => `${path === "" ? "*" : `"${path}"`}/${flag}`);
      return values === "unknown" ? [] : [`      ${places.join("|")}) ${offer(values)} ;;`];
    }),
  );
  return arms.join("\n");
}
