import { listSubcommands, writeOptionValues } from "./case-arms.js";
import { type CompletedCommand, listValueFlags, type Values } from "./completion-tree.js";

/** A completion for zsh, with descriptions; a TAB starts no process. */
export function writeZshCompletion(tree: readonly CompletedCommand[]): string {
  return `#compdef paperkin
# zsh completion of paperkin: paperkin completion zsh > a folder of your $fpath, as _paperkin
_paperkin() {
  local at="" word taker=""
  local -a found
  for word in "\${(@)words[2,CURRENT-1]}"; do
    if [[ -n $taker ]]; then taker=""; continue; fi
    case $word in ${listValueFlags(tree).join("|")}) taker=$word; continue ;; esac
    case "$at/$word" in
      ${listSubcommands(tree)}) at="\${at:+$at }$word" ;;
    esac
  done
  if [[ -n $taker ]]; then
    case "$at/$taker" in
${writeOptionValues(tree, offer)}
    esac
  elif [[ $words[CURRENT] == -* ]]; then
    case $at in
${tree
  .filter(({ path }) => path !== "")
  .map((command) => `      "${command.path}") found=(${describeOptions(command)}) ;;`)
  .join("\n")}
    esac
    found+=(${tree.slice(0, 1).map(describeOptions).join("")})
    _describe -o option found
  else
    case $at in
${tree.map((command) => `      "${command.path}") ${offerPlain(command)} ;;`).join("\n")}
    esac
  fi
}
if [[ $funcstack[1] == _paperkin ]]; then _paperkin "$@"; else compdef _paperkin paperkin; fi`;
}

function describeOptions({ options }: CompletedCommand): string {
  return options.flatMap(({ flags, description }) => flags.map((flag) => quote(`${flag}:${description}`))).join(" ");
}

function offerPlain({ commands, values }: CompletedCommand): string {
  if (commands.length === 0) return offer(values);
  const described = commands.map(({ name, description }) => quote(`${name}:${description}`));
  const files = values === "files" ? "; _files" : "";
  return `found=(${described.join(" ")}); _describe command found${files}`;
}

function offer(values: Values): string {
  if (values === "unknown") return ":";
  return values === "files" ? "_files" : `compadd -- ${values.join(" ")}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
