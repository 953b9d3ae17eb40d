import type { Command } from "commander";
import type { NextToScreen, ScreenedPaper } from "../../../domain/screening/requests.js";
import { AppError } from "../../../errors.js";
import { createPaint } from "../../../terminal/paint.js";
import { type Keys, openKeys } from "../../../terminal/read-keys.js";
import { type CommandContext, type ExitCode, exitCodes, type PaperLibrary, type RunCommand } from "../../context.js";
import { describeHelp } from "../../help.js";
import { waitUntilReady } from "../../library/wait-for-indexes.js";
import { formatBasis, formatScreened, formatScreening } from "../../print/screening.js";
import { findCollection, withLibrary } from "./with-collection.js";

interface ScreenOptions {
  readonly question?: string;
}

export function addScreenCommand(collections: Command, run: RunCommand): void {
  const command = collections
    .command("screen")
    .description("works through a collection, the likeliest papers first: include, exclude, skip, undo")
    .argument("<collection>", "name or id")
    .option("--question <text>", "what is looked for; by default the collection's note");
  describeHelp(command, {
    examples: [
      "paperkin collections screen thesis",
      'paperkin collections screen thesis --question "curricula for robots"',
      "paperkin collections screen thesis --json | jq .flow",
    ],
    notes: [
      "Keys: i include, e exclude (asks for a reason), s skip, u undo, q quit. The rest is ranked anew after each.",
    ],
    json: "the counts and the estimate, as GET /v1/collections/{id}/screening answers; nothing is asked.",
    exitCodes: "0 done or left, 1 nothing is undecided, 2 error",
  });
  command.action((named: string, options: ScreenOptions) => run(command, (context) => screen(context, named, options)));
}

async function screen(context: CommandContext, named: string, { question }: ScreenOptions): Promise<ExitCode> {
  const { terminal, globals, input } = context;
  if (!globals.json && !terminal.isInteractive)
    throw new AppError("bad_input", "Screening needs a terminal. --json shows how far it is.");
  return withLibrary(context, async (library) => {
    const { id } = await findCollection(library, named);
    if (globals.json) {
      terminal.printJson(await library.desk.readScreening({ params: { id } }));
      return exitCodes.ok;
    }
    await waitUntilReady(library, context);
    const keys = openKeys(input);
    try {
      return await workThrough({ context, library, keys, id, question, done: [] });
    } finally {
      keys.close();
    }
  });
}

interface Session {
  readonly context: CommandContext;
  readonly library: PaperLibrary;
  readonly keys: Keys;
  readonly id: string;
  readonly question: string | undefined;
  /** The entries before each decision, to undo it. */
  readonly done: Before[];
}

type Before = Awaited<ReturnType<PaperLibrary["desk"]["changeEntries"]>>["before"][number];

/** So many papers can be skipped before the first one comes again: as many as one answer holds. */
const maxSkipped = 49;

async function workThrough(session: Session): Promise<ExitCode> {
  const { terminal } = session.context;
  let skipped: string[] = [];
  for (let shown = 0; ;) {
    const next = await askNext(session, skipped.length + 1);
    const paper = next.papers.find(({ id }) => !skipped.includes(id));
    if (!paper && skipped.length === 0) {
      terminal.note("Nothing is left to decide.");
      return shown === 0 ? exitCodes.nothingFound : exitCodes.ok;
    }
    if (!paper || skipped.length === maxSkipped) {
      terminal.note("The skipped papers come again.");
      skipped = [];
      continue;
    }
    await show(session, next, paper);
    shown += 1;
    const step = await takeStep(session, paper);
    if (step === "quit") return exitCodes.ok;
    if (step === "skip") skipped = [...skipped, paper.id];
  }
}

/** Waits for a key that does something. */
async function takeStep(session: Session, paper: ScreenedPaper): Promise<"quit" | "skip" | "decided"> {
  for (;;) {
    const key = (await session.keys.read())?.toLowerCase();
    switch (key) {
      case undefined:
      case "q":
      case "\u0003":
      case "\u0004":
        return "quit";
      case "s":
        return "skip";
      case "i":
        await decide(session, paper, { decision: "include" });
        return "decided";
      case "e":
        await decide(session, paper, { decision: "exclude", reason: await askReason(session) });
        return "decided";
      case "u":
        if (await undo(session)) return "decided";
    }
  }
}

function askNext({ library, id, question }: Session, limit: number): Promise<NextToScreen> {
  return library.desk.listNextToScreen({ params: { id }, query: { limit, ...(question && { question }) } });
}

async function show({ context, library, id }: Session, next: NextToScreen, paper: ScreenedPaper): Promise<void> {
  const { terminal } = context;
  const layout = { columns: terminal.columns, paint: createPaint(terminal.colours) };
  const basis = formatBasis(next, layout);
  const parts = [
    layout.paint.dim("─".repeat(layout.columns)),
    formatScreening(await library.desk.readScreening({ params: { id } }), layout),
    ...(basis ? [basis] : []),
    "",
    formatScreened(paper, layout),
    "",
    layout.paint.dim("i include · e exclude · s skip · u undo · q quit"),
  ];
  terminal.print(parts.join("\n"));
}

interface Change {
  readonly decision: "include" | "exclude" | null;
  readonly reason?: string | null | undefined;
}

async function decide({ context, library, id, done }: Session, paper: ScreenedPaper, change: Change): Promise<void> {
  const { before } = await library.desk.changeEntries({ params: { id }, body: { ids: [paper.id], change } });
  done.push(...before);
  context.terminal.note(change.decision === "include" ? "Included." : "Excluded.");
}

/** A number stands for a reason that was given before. */
async function askReason({ context, library, keys, id }: Session): Promise<string | undefined> {
  const { flow } = await library.desk.readScreening({ params: { id } });
  const known = flow.reasons.flatMap(({ reason }) => reason ?? []).slice(0, 9);
  const choices = known.map((reason, at) => `${at + 1} ${reason}`).join(", ");
  const answer = await keys.readLine(() => context.terminal.ask(`Reason${choices && ` (${choices})`}, or Enter: `));
  return known[Number(answer) - 1] ?? (answer.trim() || undefined);
}

async function undo({ context, library, id, done }: Session): Promise<boolean> {
  const last = done.pop();
  if (!last) {
    context.terminal.note("There is nothing to undo.");
    return false;
  }
  const change = { decision: last.decision ?? null, reason: last.reason ?? null };
  await library.desk.changeEntries({ params: { id }, body: { ids: [last.id], change } });
  context.terminal.note(`Undone: ${last.title}`);
  return true;
}
