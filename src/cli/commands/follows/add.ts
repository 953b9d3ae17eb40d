import { describeCompared } from "../../../domain/follows/describe-compared.js";
import { type Command, Option } from "commander";
import type { Follow, NewFollow } from "../../../domain/follows/follow.js";
import { defaultMinScore } from "../../../domain/follows/follow-kind.js";
import { followLimits } from "../../../domain/follows/follow-limits.js";
import type { DryRunAnswer } from "../../../domain/follows/inbox.js";
import { searchModes, type SearchMode } from "../../../domain/search/request.js";
import { formatCount, formatPapers } from "../../../domain/text/amounts.js";
import { AppError } from "../../../errors.js";
import { cleanPaperText, cutText } from "../../../terminal/fit-text.js";
import type { PaperLibrary, RunCommand } from "../../context.js";
import { describeHelp } from "../../help.js";
import { waitUntilReady } from "../../library/wait-for-indexes.js";
import { addPaperFilters, type FilterOptions, parseShare, readFilter } from "../../options.js";
import { formatFollow, formatMatched, type FollowsLayout, layOutFollows } from "../../print/follows.js";
import { findCollection } from "../collections/with-collection.js";
import { reportDesk } from "../delivery/on-desk.js";

interface AddOptions extends Omit<FilterOptions, "limit"> {
  readonly question?: string;
  readonly paper?: string;
  readonly collection?: string;
  readonly source?: string;
  readonly name?: string;
  readonly minScore?: number;
  readonly mode?: SearchMode;
  readonly dryRun?: boolean;
}

export function addAddCommand(follows: Command, run: RunCommand): void {
  const add = addPaperFilters(
    follows
      .command("add")
      .description("follows a question, a paper, a collection, an author, a venue or a source")
      .option("--question <text>", "papers that answer it, in the syntax of a search")
      .option("--paper <id>", "papers like this one")
      .option("--collection <id>", "papers like those of a collection of yours, by its name or id")
      .option("--source <address>", "fetched once a day, such as arxiv:cat:cs.IR")
      .option("--name <name>", "what to call it; by default, what it watches")
      .option(
        "--min-score <score>",
        `least score of a match; by default ${defaultMinScore.question} for a question, else ${defaultMinScore.like}`,
        parseShare,
      )
      .addOption(new Option("-m, --mode <mode>", "how to compare with a question").choices(searchModes))
      .option("--dry-run", `follow nothing, and show what the last ${followLimits.dryRunDays} days would have brought`),
  );
  describeHelp(add, {
    examples: [
      'paperkin follows add --question "sparse attention -survey" --year-from 2024',
      'paperkin follows add --question "sparse attention" --min-score 0.4 --dry-run',
      "paperkin follows add --paper arxiv:1910.07224 --min-score 0.5",
      "paperkin follows add --collection thesis",
      'paperkin follows add --author "Ada Lovelace"',
      "paperkin follows add --venue NeurIPS",
      "paperkin follows add --source arxiv:cat:cs.IR",
    ],
    notes: [
      "Alone, --author or --venue is what is followed, in any spelling that a search understands; with --question, --paper or --collection they are filters, and so is --venue with --author. Papers that are in the library already never match.",
    ],
    json: 'the follow, as POST /v1/follows answers; with --dry-run {"papers", "matched", "compared", "since", "titles"?}.',
    exitCodes: "0 followed, 1 the dry run found nothing, 2 error",
  });
  add.action((options: AddOptions) =>
    run(add, (context) =>
      reportDesk(context, async (library) => {
        const asked = readSpec(options);
        if (!library.remote) await waitUntilReady(library, context);
        const body = await nameCollection(library, asked);
        const dryRun = options.dryRun ?? false;
        const answer = await library.desk.createFollow({ query: { dryRun }, body });
        const layout = layOutFollows(context.terminal);
        if (!("matched" in answer)) return { answer, lines: [formatFollow(answer as Follow, layout)] };
        const isEmpty = answer.matched === 0 && (answer.titles ?? []).length === 0;
        return { answer, lines: formatDryRun(answer, layout), isEmpty };
      }),
    ),
  );
}

const kinds = ["question", "paper", "collection", "source"] as const;

/** Throws `bad_input`. */
function readSpec({ name, minScore, mode, ...options }: AddOptions): NewFollow {
  const named = kinds.filter((kind) => options[kind] !== undefined);
  if (named.length > 1) throw new AppError("bad_input", `Follow one thing at a time: --${named.join(", --")}.`);
  const kind = named[0] ?? (options.author ? "author" : options.venue ? "venue" : undefined);
  if (kind === undefined) {
    const all = "--question, --paper, --collection, --author, --venue or --source";
    throw new AppError("bad_input", `Say what to follow: ${all}.`);
  }
  if (mode !== undefined && kind !== "question") throw new AppError("bad_input", "--mode is for a question.");
  const isRated = kind === "question" || kind === "paper" || kind === "collection";
  if (minScore !== undefined && !isRated)
    throw new AppError(
      "bad_input",
      `--min-score is for a question, a paper or a collection, not for ${nameKind(kind)}.`,
    );
  const { [kind]: given, ...others } = options;
  const [target = "", ...more] = typeof given === "string" ? [given] : (given ?? []);
  if (more.length > 0) throw new AppError("bad_input", `Follow one ${kind} at a time: --${kind} is given twice.`);
  const filter = readFilter(others);
  const isFiltered = Object.keys(filter).length > 0;
  if (isFiltered && kind === "source")
    throw new AppError("bad_input", "A source has no filter: what it lists is taken in. Follow a question as well.");
  return {
    kind,
    [kind === "question" ? "query" : kind]: target,
    ...(name !== undefined && { name }),
    ...(mode && { mode }),
    ...(minScore !== undefined && { minScore }),
    ...(isFiltered && { filter }),
  } as NewFollow;
}

function nameKind(kind: NewFollow["kind"]): string {
  return kind === "author" ? "an author" : `a ${kind}`;
}

/** A collection may be named by its name. Throws `not_found`. */
async function nameCollection(library: PaperLibrary, spec: NewFollow): Promise<NewFollow> {
  if (spec.kind !== "collection") return spec;
  return { ...spec, collection: (await findCollection(library, spec.collection)).id };
}

function formatDryRun(
  { papers, matched, compared, since, titles }: DryRunAnswer,
  layout: FollowsLayout,
): readonly string[] {
  const day = since.slice(0, 10);
  if (titles) {
    const listed = titles.map((title) => `  ${cutText(cleanPaperText(title), Math.max(20, layout.columns - 2))}`);
    return [`The source lists ${formatPapers(compared)} since ${day}:`, ...listed];
  }
  const summary = `${formatCount(matched)} of ${describeCompared({ compared }, day)} would have matched`;
  if (papers.length === 0) return [`${summary}.`];
  return [
    `${summary}${papers.length < matched ? `; the newest ${papers.length}` : ""}:`,
    "",
    formatMatched(papers, layout),
  ];
}
