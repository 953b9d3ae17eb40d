import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { parseJson } from "../../domain/text/json/parse-json.js";
import type { HarvestLog } from "../../ports/sources/harvest-log.js";

const stateSchema = z.object({ first: z.string(), page: z.string(), papers: z.number().int().min(0) });

/** One small file per harvest, in a folder that is created with the first. */
export function createFileHarvestLog({ folder }: { readonly folder: string }): HarvestLog {
  const pathOf = (first: string) =>
    join(folder, `${createHash("sha256").update(first).digest("hex").slice(0, 24)}.json`);
  return {
    async readState(first) {
      const text = await readFile(pathOf(first), "utf8").catch(() => "");
      // A file that a crash left incomplete is no loss: the harvest restarts, and unchanged papers stay as they are.
      const parsed = stateSchema.safeParse(parseJson(text));
      return parsed.success && parsed.data.first === first ? parsed.data : undefined;
    },
    async saveState(first, state) {
      await mkdir(folder, { recursive: true });
      const path = pathOf(first);
      await writeFile(`${path}.new`, JSON.stringify({ first, ...state }));
      await rename(`${path}.new`, path);
    },
    forget: (first) => rm(pathOf(first), { force: true }),
  };
}
