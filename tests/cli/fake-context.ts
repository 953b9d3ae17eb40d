import { PassThrough } from "node:stream";
import type {
  CommandContext,
  GlobalOptions,
  OpenOptions,
  PaperLibrary,
  ScratchLibrary,
} from "../../src/cli/context.js";
import { runProgram } from "../../src/cli/program.js";
import { createTerminal } from "../../src/cli/terminal.js";

export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly globals: GlobalOptions | undefined;
  readonly opened: readonly OpenOptions[];
}

export interface FakeParts {
  readonly openScratch?: (options: { readonly embeds: boolean }) => Promise<ScratchLibrary>;
  /** What Ctrl-C would abort. */
  readonly signal?: AbortSignal;
}

/** Runs one command line in this process over a library that the test gives. */
export async function runInProcess(
  parameters: readonly string[],
  facts: Partial<PaperLibrary> = {},
  parts: FakeParts = {},
): Promise<CommandRun> {
  const output = new PassThrough();
  const errors = new PassThrough();
  const terminal = createTerminal(output, errors);
  const opened: OpenOptions[] = [];
  let seen: GlobalOptions | undefined;
  const openContext = (globals: GlobalOptions): CommandContext => {
    seen = globals;
    return {
      globals,
      terminal,
      input: new PassThrough().end(),
      async openLibrary(options = {}) {
        opened.push(options);
        return makeLibrary(facts);
      },
      openScratch: parts.openScratch ?? (() => Promise.reject(new Error("no scratch folder in this test"))),
      openModels: () => Promise.reject(new Error("no models in this test")),
      serve: () => Promise.reject(new Error("no server in this test")),
      listenForStop: () => ({ signal: parts.signal ?? new AbortController().signal, end: () => undefined }),
    };
  };
  const code = await runProgram(parameters, { version: "1.2.3", terminal, openContext });
  const read = (stream: PassThrough) => String(stream.read() ?? "");
  return { code, stdout: read(output), stderr: read(errors), globals: seen, opened };
}

function makeLibrary(facts: Partial<PaperLibrary>): PaperLibrary {
  const unexpected = () => Promise.reject(new Error("the test did not expect this call"));
  return {
    place: "/data",
    remote: false,
    ready: Promise.resolve(),
    searchPapers: unexpected,
    findSimilar: unexpected,
    findSimilarToText: unexpected,
    listDuplicates: unexpected,
    readStats: unexpected,
    readJob: unexpected,
    listJobs: unexpected,
    changeJob: unexpected,
    waitForJob: unexpected,
    listFailures: unexpected,
    acceptLines: unexpected,
    acceptSource: unexpected,
    acceptHarvest: unexpected,
    previewSource: unexpected,
    close: async () => undefined,
    ...facts,
  };
}
