import type { Command } from "commander";
import { isJobEnded, type Job } from "../../domain/jobs/job.js";
import { paperInputSchema } from "../../domain/paper/paper.js";
import { AppError } from "../../errors.js";
import { createPaint } from "../../terminal/paint.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { describeHelp } from "../help.js";
import { waitUntilReady } from "../library/wait-for-indexes.js";
import { formatPaper } from "../print/paper.js";

interface EditOptions {
  readonly set?: readonly string[];
  readonly clear?: readonly string[];
}

const fields = Object.keys(paperInputSchema.shape).filter((name) => name !== "id" && name !== "authorNames");
const lists = new Set(["authors", "categories", "keywords", "tags"]);
/** An own field, by its name: `extra.stage`. */
const ownField = /^extra\.(.+)$/s;

export function addEditCommand(program: Command, run: RunCommand): void {
  const collect = (text: string, before: readonly string[] = []) => [...before, text];
  const command = program
    .command("edit")
    .summary("change or clear fields of a paper")
    .description(
      "Changes fields of one paper, or clears them. An import only adds and corrects: it never clears a field.",
    )
    .argument("<id>", "the paper, as search shows it")
    .option("--set <field=value>", "a field and its new value; may be repeated", collect)
    .option("--clear <field>", "a field to remove; may be repeated", collect)
    .action((id: string, options: EditOptions) => run(command, (context) => editPaper(context, id, options)));
  describeHelp(command, {
    examples: [
      'paperkin edit arxiv:1910.07224 --set "authors=Ada Vance; Bo Liu"',
      "paperkin edit arxiv:1910.07224 --set venue=ICLR --set year=2020",
      "paperkin edit doi:10.1000/182 --clear abstract --clear url",
      'paperkin edit doi:10.1000/182 --set "tags=to read" --set extra.stage=in',
      "paperkin edit doi:10.1000/182 --set retracted=true",
    ],
    notes: [
      `Fields: ${fields.join(", ")}. Items of a list are separated by semicolons. extra.NAME is your own field of this name: true, false and numbers are kept as such.`,
    ],
    json: '{"paper", "job"}, as PATCH /v1/papers/{id} answers.',
    exitCodes: "0 changed, 2 error (also for an unknown id)",
  });
}

async function editPaper(context: CommandContext, id: string, options: EditOptions): Promise<ExitCode> {
  const { terminal, globals } = context;
  const patch = readPatch(options);
  const library = await context.openLibrary("read");
  try {
    await waitUntilReady(library, { terminal });
    const { paper, job } = await library.patchPaper(id, patch);
    if (globals.json) terminal.printJson({ paper, job });
    else {
      const layout = { columns: terminal.columns, paint: createPaint(terminal.colours) };
      terminal.print(formatPaper(paper, layout));
      terminal.note(`\n${describeEdit(job, library.remote)}`);
    }
    return exitCodes.ok;
  } finally {
    await library.close();
  }
}

/** Throws `bad_input` for a field that is not one of a paper's; its value is checked where it is stored. */
function readPatch({ set = [], clear = [] }: EditOptions): Record<string, unknown> {
  const values = set.map((text) => {
    const [, field = "", value = ""] = /^\s*(extra\.[^=]+|\w+\s*)=(.*)$/s.exec(text) ?? [];
    return [requireField(field.trim(), text), readValue(field, value.trim())] as const;
  });
  const entries = [...values, ...clear.map((field) => [requireField(field, field), null] as const)];
  const own = entries.flatMap(([field, value]) => {
    const name = ownField.exec(field)?.[1];
    return name === undefined ? [] : [[name, value] as const];
  });
  const patch = Object.fromEntries(entries.filter(([field]) => !ownField.test(field)));
  if (own.length > 0 && !("extra" in patch)) patch["extra"] = Object.fromEntries(own);
  if (Object.keys(patch).length > 0) return patch;
  throw new AppError("bad_input", "Say what to change: --set field=value, or --clear field.");
}

function requireField(field: string, text: string): string {
  if (ownField.test(field) || (field !== "extra" && fields.includes(field))) return field;
  if (field === "extra" && text === field) return field;
  throw new AppError("bad_input", `${text}: expected one of the fields ${fields.join(", ")}.`);
}

function readValue(field: string, value: string): unknown {
  if (lists.has(field)) return value.split(";").map((item) => item.trim());
  if (field === "retracted" || ownField.test(field)) return readScalar(value);
  if (field !== "year") return value;
  if (/^\d{4}$/.test(value)) return Number(value);
  throw new AppError("bad_input", "year: expected a year such as 2019.");
}

function readScalar(value: string): string | number | boolean {
  if (value === "true" || value === "false") return value === "true";
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value) ? Number(value) : value;
}

function describeEdit({ changes, state }: Job, remote: boolean): string {
  const changed = Object.keys(changes);
  if (changed.length === 0) return "Nothing changed: the paper had these values.";
  const isWaiting = !remote && !isJobEnded(state);
  return `Changed: ${changed.join(", ")}.${isWaiting ? " Its vector is made at the next serve or ingest." : ""}`;
}
