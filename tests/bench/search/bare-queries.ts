import { openBareModel } from "../bare-pipeline.js";

/*
 * The bare model in a process of its own, which embeds the questions of a message and answers with the CPU time of the
 * whole process. Usage: bare-queries.js <folder of the model> [threads], started with a channel for messages.
 */

const [folder = "", threads] = process.argv.slice(2);
const extract = await openBareModel(folder, threads === undefined ? undefined : Number(threads));
process.on("message", (questions: readonly string[]) => void embed(questions));
process.send?.("ready");

async function embed(questions: readonly string[]): Promise<void> {
  const before = process.cpuUsage();
  for (const question of questions) {
    const vector = await extract([`Represent this sentence for searching relevant passages: ${question}`]);
    vector.dispose();
  }
  const { user, system } = process.cpuUsage(before);
  process.send?.({ cpuMs: (user + system) / 1_000 });
}
