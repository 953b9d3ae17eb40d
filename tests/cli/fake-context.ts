import { forwardDesk } from "../../src/operations/desk/bind-desk.js";
import { PassThrough } from "node:stream";
import type { CommandContext, GlobalOptions, LibraryOpening, PaperLibrary } from "../../src/cli/context.js";
import { runProgram } from "../../src/cli/program.js";
import { createTerminal } from "../../src/terminal/terminal.js";

export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly globals: GlobalOptions | undefined;
  readonly opened: readonly LibraryOpening[];
}

export interface FakeParts {
  readonly openScratch?: CommandContext["openScratch"];
  readonly checkHealth?: CommandContext["checkHealth"];
  readonly openBackups?: CommandContext["openBackups"];
  readonly openModels?: CommandContext["openModels"];
  /** The answer to every question on a terminal; without it there is no terminal. */
  readonly answer?: string;
  /** Standard input; without it, it is empty. */
  readonly input?: CommandContext["input"];
  readonly serve?: CommandContext["serve"];
  /** Plays the assistant. */
  readonly serveMcp?: CommandContext["serveMcp"];
  /** Aborted by Ctrl-C. */
  readonly signal?: AbortSignal;
}

/** Runs one command line in this process over a library that the test provides. */
export async function runInProcess(
  parameters: readonly string[],
  facts: Partial<PaperLibrary> = {},
  parts: FakeParts = {},
): Promise<CommandRun> {
  const output = new PassThrough();
  const errors = new PassThrough();
  const { answer } = parts;
  // Independent of FORCE_COLOR in the environment of the tests.
  const terminal = { ...createTerminal({ output, errors }), colours: false, isInteractive: answer !== undefined };
  if (answer !== undefined) {
    terminal.ask = async (question) => {
      errors.write(question);
      return answer;
    };
  }
  const opened: LibraryOpening[] = [];
  let seen: GlobalOptions | undefined;
  const openContext = (globals: GlobalOptions): CommandContext => {
    seen = globals;
    return {
      globals,
      terminal,
      input: parts.input ?? new PassThrough().end(),
      async openLibrary(opening) {
        opened.push(opening);
        return makeLibrary(facts);
      },
      checkHealth: parts.checkHealth ?? (() => Promise.reject(new Error("no machine in this test"))),
      openBackups: parts.openBackups ?? (() => Promise.reject(new Error("no backups in this test"))),
      openScratch: parts.openScratch ?? (() => Promise.reject(new Error("no scratch folder in this test"))),
      openModels: parts.openModels ?? (() => Promise.reject(new Error("no models in this test"))),
      serve: parts.serve ?? (() => Promise.reject(new Error("no server in this test"))),
      serveMcp: parts.serveMcp ?? (() => Promise.reject(new Error("no assistant in this test"))),
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
    desk: forwardDesk(unexpected),
    searchPapers: unexpected,
    readOverview: unexpected,
    exportSearch: unexpected,
    findSimilar: unexpected,
    findSimilarToText: unexpected,
    recommendPapers: unexpected,
    findTrends: unexpected,
    listDuplicates: unexpected,
    readPaper: unexpected,
    listVersions: async () => [],
    patchPaper: unexpected,
    removePaper: unexpected,
    removePapers: unexpected,
    readStats: unexpected,
    readJob: unexpected,
    listJobs: unexpected,
    changeJob: unexpected,
    waitForJob: unexpected,
    listFailures: unexpected,
    listNotices: async () => [],
    readMapState: unexpected,
    listAuthors: unexpected,
    suggest: unexpected,
    readModels: unexpected,
    changeModel: unexpected,
    compareModels: unexpected,
    switchModel: unexpected,
    rollBackModel: unexpected,
    dropModel: unexpected,
    acceptLines: unexpected,
    acceptSource: unexpected,
    importCollection: unexpected,
    exportCollection: unexpected,
    acceptHarvest: unexpected,
    previewSource: unexpected,
    exportPapers: unexpected,
    readSource: () => {
      throw new Error("the test did not expect this call");
    },
    close: async () => undefined,
    ...facts,
  };
}
