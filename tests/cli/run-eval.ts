import type { CommandContext } from "../../src/cli/context.js";
import { openTestLibrary } from "../support/test-library.js";
import { runInProcess } from "./fake-context.js";

/** Runs `paperkin eval` over a library with the fake embedder; closing the library removes its folder. */
export async function runEval(folder: string, parameters: readonly string[] = [], signal?: AbortSignal) {
  const seen = { embeds: [] as boolean[], folder: "" };
  const openScratch: CommandContext["openScratch"] = async (opening) => {
    const embeds = opening === "measure";
    seen.embeds.push(embeds);
    const library = await openTestLibrary();
    seen.folder = library.folder;
    return { ...library.services, ready: library.ready, close: () => library.dispose() };
  };
  const run = await runInProcess(["eval", folder, ...parameters], {}, { openScratch, ...(signal && { signal }) });
  return { ...run, ...seen };
}
