import { type Program, spawnProgram, untilOutput } from "./spawn-program.js";
import { baseSettings } from "./spawn-server.js";

/** Starts an embed worker on a queue; resolves when it embeds batches. */
export async function spawnWorker(settings: Readonly<Record<string, string>>): Promise<Program> {
  const program = spawnProgram({ entry: "workers/main", env: { ...baseSettings, ...settings } });
  await untilOutput(program, /embeds batches/);
  return program;
}
