import type { Command } from "commander";
import { createReferenceWriter } from "../../domain/export/format.js";
import type { PaperVersion } from "../../domain/paper/version.js";
import type { Paper } from "../../domain/paper/paper.js";
import { AppError } from "../../errors.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { formatPaper } from "../print/paper.js";
import { describeHelp } from "../help.js";
import { createPaint } from "../../terminal/paint.js";

interface ShowOptions {
  readonly bibtex?: boolean;
  readonly ris?: boolean;
  readonly csl?: boolean;
}

export function addShowCommand(program: Command, run: RunCommand): void {
  const command = program
    .command("show")
    .summary("show a paper in full, or its citation")
    .description("Shows papers in full, or as BibTeX, RIS or CSL-JSON.")
    .argument("<ids...>", "ids, as search shows them")
    .option("--bibtex", "as BibTeX")
    .option("--ris", "as RIS, for Zotero, EndNote and Mendeley")
    .option("--csl", "as CSL-JSON, for pandoc, citeproc and Zotero")
    .action((ids: string[], options: ShowOptions) => run(command, (context) => showPapers(context, ids, options)));
  describeHelp(command, {
    examples: [
      "paperkin show arxiv:1910.07224",
      "paperkin show --bibtex arxiv:1910.07224 >> references.bib",
      "paperkin show --ris doi:10.1000/182 doi:10.1000/183 > papers.ris",
    ],
    json: '{"papers": [{"id", "title", "abstract"?, "authors", "authorNames"?: [{"family"?, "given"?, "particle"?, "suffix"?, "literal"?}], "year"?, "date"?, "venue"?, "type"?, "categories", "keywords", "doi"?, "arxivId"?, "url"?, "tags"?, "extra"?: {NAME}, "retracted"?, "retractionNote"?, "versions"?: [{"version", "title", "date"?, "takenInAt", "kept"}]}]}.',
    exitCodes: "0 shown, 2 error (also for an unknown id)",
  });
}

async function showPapers(context: CommandContext, ids: readonly string[], options: ShowOptions): Promise<ExitCode> {
  const { terminal, globals } = context;
  if ([options.bibtex, options.ris, options.csl, globals.json].filter(Boolean).length > 1)
    throw new AppError("bad_input", "Choose one of --bibtex, --ris, --csl and --json.");
  const format = options.bibtex ? "bibtex" : options.ris ? "ris" : options.csl ? "csl" : undefined;
  const library = await context.openLibrary("read");
  try {
    const papers = await Promise.all(ids.map((id) => library.readPaper(id)));
    const versions = await Promise.all(ids.map((id) => library.listVersions(id)));
    const layout = { columns: terminal.columns, paint: createPaint(terminal.colours) };
    if (globals.json) terminal.printJson({ papers: papers.map((paper, at) => withVersions(paper, versions[at])) });
    else if (format) terminal.print(writeReferences(papers, format));
    else
      terminal.print(papers.map((paper, at) => formatPaper(paper, { ...layout, versions: versions[at] })).join("\n\n"));
    return exitCodes.ok;
  } finally {
    await library.close();
  }
}

function writeReferences(papers: readonly Paper[], format: "bibtex" | "ris" | "csl"): string {
  const { head, write, tail } = createReferenceWriter(format);
  return `${head}${papers.map((paper) => write(paper)).join("")}${tail}`.trimEnd();
}

function withVersions(paper: Paper, versions: readonly PaperVersion[] = []): object {
  return { ...paper, ...(versions.length > 0 && { versions }) };
}
