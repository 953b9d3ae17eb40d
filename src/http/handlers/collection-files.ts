import type { z } from "zod";
import { exportFiles, type ExportFormat } from "../../domain/export/format.js";
import type { collectionFileOperations } from "../../operations/desk/collection-files.js";
import type { Services } from "../../services/services.js";
import type { ImportTarget } from "../../services/desk/collections/import-papers.js";
import type { Handlers } from "../handler.js";
import { readPapersBody } from "../read-papers-body.js";
import { sendFile } from "../send-file.js";
import { waitForEnd } from "../wait-for-end.js";

type FileOperations = typeof collectionFileOperations;
type ImportInput = Parameters<Handlers<FileOperations>["importCollection"]>[0];
type ExportInput = Parameters<Handlers<FileOperations>["exportCollection"]>[0];
type ImportQuery = Omit<z.output<FileOperations["importCollection"]["query"]>, "name">;

/** Name of a collection that is made of a body without a name. */
const unnamed = "Imported papers";

export function createCollectionFileHandlers(services: Services): Handlers<FileOperations> {
  const { desk } = services;
  const importPapers = async (
    { reader, body, request, response, query }: Omit<ImportInput, "query" | "params"> & { readonly query: ImportQuery },
    chooseTarget: (name: string | undefined) => ImportTarget,
  ) => {
    const asked = { request, body, query, readsEntries: true };
    const { records, source, name, format } = await readPapersBody(services.readPapers, asked);
    const options = { priority: query.priority, name, format };
    const imported = await desk.importIntoCollection({ reader, target: chooseTarget(name), records, options });
    const answer = { ...imported, ...(source && { source }) };
    if (query.wait === "false") return answer;
    const ended = await waitForEnd(services, imported.job.id, response);
    response.status(ended ? 200 : 202).json({ ...answer, job: ended ?? (await services.readJob(imported.job.id)) });
    return undefined;
  };
  const sendExport = async (
    chunks: AsyncIterable<Uint8Array>,
    format: ExportFormat,
    { reader, params, request, response }: Pick<ExportInput, "reader" | "params" | "request" | "response">,
  ) => {
    const { name } = await desk.readCollection({ reader, params });
    const ending = exportFiles[format].name.slice("papers".length);
    await sendFile(chunks, { format, name: `${name}${ending}`, request, response });
  };
  return {
    exportCollection: async (input) => sendExport(await desk.exportCollection(input), input.query.format, input),
    exportEntries: async (input) => sendExport(await desk.exportEntries(input), input.body.format, input),
    importIntoCollection: ({ params, ...input }) => importPapers(input, () => ({ id: params.id })),
    importCollection: ({ query: { name, ...query }, ...input }) =>
      importPapers({ ...input, query }, (file) => ({ name: name ?? nameAfter(file) ?? unnamed })),
  };
}

/** `library.bib` becomes `library`. */
function nameAfter(file: string | undefined): string | undefined {
  const name = file?.replace(/^.*[/\\]/, "").replace(/(?:\.\w{1,8}){1,2}$/, "");
  return name === "" ? undefined : name;
}
