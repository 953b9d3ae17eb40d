import { nameAfterAddress, nameAfterFile } from "../../domain/jobs/job-name.js";
import { findLiveFormat } from "../../domain/sources/live-address.js";
import { parseJsonLines } from "../../domain/sources/json-lines.js";
import { localReader } from "../../domain/readers/named-key.js";
import { bindDesk } from "../../operations/desk/bind-desk.js";
import type { Services } from "../../services/services.js";
import type { PaperLibrary } from "../context.js";

interface OpenedFolder extends Pick<PaperLibrary, "ready" | "close"> {
  readonly services: Services;
}

/** The papers of an opened data folder, as commands use them. */
export function createLocalLibrary(place: string, { services, ready, close }: OpenedFolder): PaperLibrary {
  return {
    ...services,
    place,
    remote: false,
    desk: bindDesk(services.desk, localReader),
    ready,
    acceptLines: (chunks, options) => services.acceptPapers(parseJsonLines(chunks), { ...options, format: "jsonl" }),
    async acceptSource(chunks, { reading, onFound, withVectors, complete, ...options } = {}) {
      const { records: read, ...found } = await services.readPapers(chunks, reading);
      onFound?.(found);
      const records = complete ? services.completeRecords(read, options.signal) : read;
      const name = reading?.name === undefined ? undefined : nameAfterFile(reading.name);
      const about = { ...options, name, format: found.format };
      return services.acceptPapers(withVectors ? withVectors(records) : records, about);
    },
    async *readSource(chunks, reading) {
      yield* (await services.readPapers(chunks, reading)).records;
    },
    async previewSource(chunks, { reading, onFound, onSlice } = {}) {
      const { records, ...found } = await services.readPapers(chunks, reading);
      onFound?.(found);
      return services.previewPapers(records, onSlice);
    },
    async importCollection(chunks, { reading, target }) {
      const { records, format } = await services.readPapers(chunks, { ...reading, readsEntries: true });
      const name = reading?.name === undefined ? undefined : nameAfterFile(reading.name);
      const options = { name, format };
      return services.desk.importIntoCollection({ reader: localReader, target, records, options });
    },
    exportCollection: (id, query) => services.desk.exportCollection({ reader: localReader, params: { id }, query }),
    acceptHarvest: (request, options) =>
      services.acceptPapers(services.harvestPapers.harvest(request), {
        ...options,
        name: nameAfterAddress(request.address),
        format: findLiveFormat(request.address),
      }),
    close,
  };
}
