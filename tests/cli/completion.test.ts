import { execFileSync } from "node:child_process";
import { beforeAll, describe, expect, it } from "vitest";
import { findProgram, servicesAreRequired } from "../support/local-server.js";
import { runInProcess } from "./fake-context.js";
import { oneModel } from "./one-model.js";

const bashMissing = findProgram("bash") || servicesAreRequired ? undefined : "bash is not installed";

/** The words before the cursor; the last word is the one to complete. */
function complete(script: string, words: readonly string[]): readonly string[] {
  const harness = `${script}
compopt() { :; }
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
_paperkin
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const output = execFileSync("bash", ["-c", harness, "bash", ...words], { encoding: "utf8" });
  return output.split("\n").filter((line) => line !== "");
}

async function readScript(shell: string): Promise<string> {
  const { code, stdout } = await runInProcess(["completion", shell], {}, { openModels: oneModel });
  expect(code).toBe(0);
  return stdout;
}

describe.skipIf(bashMissing)(`completion in bash${bashMissing ? ` (skipped: ${bashMissing})` : ""}`, () => {
  let script = "";
  beforeAll(async () => {
    script = await readScript("bash");
  });

  it.each<readonly [words: readonly string[], completions: readonly string[]]>([
    [
      ["paperkin", "se"],
      ["search", "serve"],
    ],
    [
      ["paperkin", "models", ""],
      ["list", "fetch", "verify", "import"],
    ],
    [
      ["paperkin", "search", "--mo"],
      ["--mode", "--model"],
    ],
    [
      ["paperkin", "search", "--mode", ""],
      ["hybrid", "semantic", "keyword"],
    ],
    // Readline splits --mode=se into words like this.
    [["paperkin", "search", "--mode", "=", "se"], ["semantic"]],
    [["paperkin", "search", "words", "-m", "k"], ["keyword"]],
    [["paperkin", "models", "fetch", ""], ["m"]],
    [["paperkin", "status", "--model", ""], ["m"]],
    // The value of an option is not a command.
    [["paperkin", "--data-dir", "search", "mod"], ["models"]],
    [["paperkin", "ingest", "package-l"], ["package-lock.json"]],
    [["paperkin", "eval", "c"], ["compare"]],
    [["paperkin", "eval", "sam"], ["samples"]],
    [["paperkin", "help", "rec"], ["recommend"]],
    [
      ["paperkin", "completion", ""],
      ["bash", "zsh", "fish"],
    ],
    [["paperkin", "search", "-n", ""], []],
  ])("%j offers %j", (words, completions) => {
    expect(complete(script, words)).toEqual(completions);
  });
});

describe("completion in other shells", () => {
  it("offers the same in zsh, with descriptions", async () => {
    const script = await readScript("zsh");
    expect(script).toContain("'search:find papers by a question, words, a title or an id'");
    expect(script).toContain('"search"/--mode|"search"/-m) compadd -- hybrid semantic keyword ;;');
    expect(script).toContain('"ingest") _files ;;');
  });

  it("offers the same in fish, with descriptions", async () => {
    const script = await readScript("fish");
    expect(script).toContain("complete -c paperkin -n '__paperkin_at \\'\\'' -a search -d 'find papers by a question");
    expect(script).toContain("-l mode -s m -x -a 'hybrid semantic keyword' -d 'how to search'");
    expect(script).toContain("complete -c paperkin -n '__paperkin_at \\'ingest\\'' -F");
  });

  it("rejects an unknown shell", async () => {
    const { code, stderr } = await runInProcess(["completion", "csh"]);
    expect(code).toBe(2);
    expect(stderr).toContain("Allowed choices are bash, zsh, fish.");
  });
});
