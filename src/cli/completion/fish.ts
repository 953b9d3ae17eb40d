import { type CompletedCommand, listValueFlags, type Values } from "./completion-tree.js";

/** A completion for fish, with descriptions; a TAB starts no process. */
export function writeFishCompletion(tree: readonly CompletedCommand[]): string {
  const known = tree.flatMap(({ path, commands }) => commands.map(({ name }) => quote(`${path}/${name}`)));
  return `# fish completion of paperkin: paperkin completion fish > ~/.config/fish/completions/paperkin.fish
function __paperkin_at --description 'Whether the command typed so far is this one'
  set --local at ''
  set --local taker ''
  for word in (commandline -opc)[2..]
    if test -n "$taker"
      set taker ''
    else if contains -- $word ${listValueFlags(tree).join(" ")}
      set taker $word
    else if contains -- "$at/$word" ${known.join(" ")}
      set at (string trim -- "$at $word")
    end
  end
  test "$at" = "$argv[1]"
end
complete -c paperkin -f
${tree.flatMap(writeCommand).join("\n")}`;
}

function writeCommand({ path, commands, options, values }: CompletedCommand): readonly string[] {
  const here = `complete -c paperkin -n ${quote(`__paperkin_at ${quote(path)}`)}`;
  const optionsOf = path === "" ? "complete -c paperkin" : here;
  return [
    ...commands.map(({ name, description }) => `${here} -a ${name} -d ${quote(description)}`),
    ...offer(values).map((offered) => `${here} ${offered}`),
    ...options.map(({ flags, description, values: taken }) => {
      const names = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
      const value = taken === undefined ? [] : [taken === "files" ? "-r" : "-x", ...offer(taken)];
      return [optionsOf, ...names, ...value, "-d", quote(description)].join(" ");
    }),
  ];
}

function offer(values: Values): readonly string[] {
  if (values === "unknown") return [];
  return values === "files" ? ["-F"] : [`-a ${quote(values.join(" "))}`];
}

function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
