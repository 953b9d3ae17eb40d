import type { exportOperations } from "../../operations/export.js";
import type { Services } from "../../services/services.js";
import type { Handlers } from "../handler.js";
import { sendFile } from "../send-file.js";

export function createExportHandlers(services: Services): Handlers<typeof exportOperations> {
  return {
    exportPapers: async ({ query, request, response }) =>
      sendFile(await services.exportPapers(query), { format: query.format, request, response }),
    exportSearch: async ({ query, request, response, signal }) =>
      sendFile(await services.exportSearch(query, { signal }), { format: query.format, request, response }),
  };
}
