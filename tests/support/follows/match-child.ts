import { ingest, openTestLibrary } from "../test-library.js";
import { makeFollowed } from "./followed-papers.js";

/** What a test wants of the process: to take in the first `count` papers. It says `stored`, and lives until it is killed. */
export interface MatchChildTask {
  readonly folder: string;
  readonly count: number;
}

const { folder, count } = JSON.parse(process.argv[2] ?? "") as MatchChildTask;
const library = await openTestLibrary({ folder });
await library.ready;
await ingest(library.services, makeFollowed(count));
process.stdout.write("stored\n");
setInterval(() => undefined, 1_000);
