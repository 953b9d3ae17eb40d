import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { findOwner, findProgram, servicesAreRequired, startServer, type LocalServer } from "./local-server.js";

const initdb = findProgram("initdb");
const postgres = findProgram("postgres");

/** Why tests with a real PostgreSQL are skipped; undefined when they run. */
export const postgresMissing =
  (initdb && postgres) || servicesAreRequired ? undefined : "PostgreSQL is not installed on this machine";

export async function startPostgres(): Promise<LocalServer> {
  if (!initdb || !postgres) {
    throw new Error("PostgreSQL is not installed, and PAPERKIN_REQUIRE_SERVICES=1 demands it");
  }
  const owner = findOwner("postgres");
  const toUrl = (port: number) => `postgres://paperkin:secret@127.0.0.1:${port}/postgres`;
  return startServer({
    name: "postgres",
    owner,
    stopSignal: "SIGINT",
    async prepare(folder) {
      const parameters = ["-D", join(folder, "data"), "-U", "paperkin", "-A", "trust", "--no-sync"];
      await promisify(execFile)(initdb, parameters, { cwd: "/", ...owner });
    },
    command: (folder, port) => [
      postgres,
      "-D",
      join(folder, "data"),
      "-k",
      folder,
      "-p",
      String(port),
      "-h",
      "127.0.0.1",
    ],
    url: toUrl,
    answers: (port) => connects(toUrl(port)),
  });
}

async function connects(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
