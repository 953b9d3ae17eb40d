import type { Handlers } from "../handler.js";
import { createDeliveredHandlers } from "./delivered.js";
import { createCollectionFileHandlers } from "./collection-files.js";
import { createDeskHandlers } from "./desk.js";
import { createExportHandlers } from "./export.js";
import { createJobHandlers } from "./jobs.js";
import { createMapHandlers } from "./map.js";
import { createModelHandlers } from "./models.js";
import { createPaperHandlers } from "./papers.js";
import { createReadHandlers } from "./reads.js";
import { createSearchHandlers } from "./search.js";
import { createSessionHandlers } from "./session.js";
import { createServiceHandlers, type ServiceOptions } from "./service.js";

/** A handler for each operation of the API: the type of the answer checks that none is missing. */
export function createHandlers(options: ServiceOptions): Handlers {
  const { services } = options;
  return {
    ...createReadHandlers(services),
    ...createSearchHandlers(services),
    ...createPaperHandlers(services),
    ...createExportHandlers(services),
    ...createMapHandlers(services),
    ...createDeskHandlers(services),
    ...createDeliveredHandlers(services, options.basePath ?? ""),
    ...createCollectionFileHandlers(services),
    ...createJobHandlers(services),
    ...createModelHandlers(services),
    ...createSessionHandlers(options.keyring),
    ...createServiceHandlers(options),
  };
}
