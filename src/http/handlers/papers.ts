import { isOpenFilter } from "../../domain/search/filter.js";
import { AppError } from "../../errors.js";
import type { paperOperations } from "../../operations/papers.js";
import type { Services } from "../../services/services.js";
import type { OwnHandlers } from "../handler.js";
import { readPapersBody } from "../read-papers-body.js";
import { waitForEnd } from "../wait-for-end.js";

export function createPaperHandlers(services: Services): OwnHandlers<typeof paperOperations> {
  return {
    async addPapers({ query, body, request, response, signal }) {
      const { records, source, name, format } = await readPapersBody(services.readPapers, { request, body, query });
      const found = source && { source };
      if (query.dryRun === "true") {
        response.status(200).json({ preview: await services.previewPapers(endOnAbort(records, signal)), ...found });
        return undefined;
      }
      const job = await services.acceptPapers(records, { priority: query.priority, name, format });
      if (query.wait === "false") return { job, ...found };
      const ended = await waitForEnd(services, job.id, response);
      response.status(ended ? 200 : 202).json({ job: ended ?? (await services.readJob(job.id)), ...found });
      return undefined;
    },
    listPapers: ({ query }) => services.listPapers(query),
    readPaper: ({ params }) => services.readPaper(params.id),
    listDuplicatesOf: ({ params }) => services.listDuplicatesOf(params.id),
    listVersions: async ({ params }) => ({ versions: await services.listVersions(params.id) }),
    async replacePaper({ params, body, response }) {
      const { existed, ...edited } = await services.replacePaper(params.id, body);
      response.status(existed ? 200 : 201).json(edited);
      return undefined;
    },
    patchPaper: ({ params, body }) => services.patchPaper(params.id, body),
    async removePapers({ query, body }) {
      const { dryRun, all, ...filter } = query;
      if (body && filter.ids) refuse("ids", "ids must be given in the address or in the body, not both");
      const wanted = { ...filter, ...(body && { ids: body.ids }) };
      if (all === "false" && isOpenFilter(wanted))
        refuse("all", "all must be true to remove every paper: there is no filter");
      return services.removePapers(wanted, { dryRun: dryRun === "true" });
    },
    removePaper: ({ params }) => services.removePaper(params.id),
  };
}

/** A dry run is of no use to a client that has left; papers that have arrived are imported all the same. */
async function* endOnAbort<Item>(items: AsyncIterable<Item>, signal: AbortSignal): AsyncGenerator<Item> {
  for await (const item of items) {
    signal.throwIfAborted();
    yield item;
  }
}

function refuse(path: string, message: string): never {
  throw new AppError("bad_input", `${message}.`, { details: [{ path, message }] });
}
