import { listSubcommands, writeOptionValues } from "./case-arms.js";
import { type CompletedCommand, listValueFlags, type Values } from "./completion-tree.js";

/** A completion for bash 4 and newer; it needs no other package, and a TAB starts no process. */
export function writeBashCompletion(tree: readonly CompletedCommand[]): string {
  return `# bash completion of paperkin: paperkin completion bash > ~/.local/share/bash-completion/completions/paperkin
_paperkin() {
  local cur=\${COMP_WORDS[COMP_CWORD]} at="" word i taker=""
  # Readline takes --option=value apart into three words.
  [[ $cur == "=" ]] && cur=""
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    [[ $word == "=" ]] && continue
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
  elif [[ $cur == -* ]]; then
    local shared="${listFlags(tree[0])}"
    case $at in
${tree.map((command) => `      "${command.path}") ${offerWords(`${listFlags(command)} $shared`)} ;;`).join("\n")}
    esac
  else
    case $at in
${tree.map((command) => `      "${command.path}") ${offerPlain(command)} ;;`).join("\n")}
    esac
  fi
}
complete -F _paperkin paperkin`;
}

function listFlags(command: CompletedCommand | undefined): string {
  return command?.options.flatMap(({ flags }) => flags).join(" ") ?? "";
}

function offerPlain({ commands, values }: CompletedCommand): string {
  if (commands.length === 0) return offer(values);
  const words = offerWords(commands.map(({ name }) => name).join(" "));
  return values === "files" ? `${offer(values)}; ${words.replace("=(", "+=(")}` : words;
}

function offer(values: Values): string {
  if (values === "unknown") return ":";
  return values === "files"
    ? `compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur"))`
    : offerWords(values.join(" "));
}

function offerWords(words: string): string {
  return `COMPREPLY=($(compgen -W "${words}" -- "$cur"))`;
}
