import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describeError } from "../../src/errors.js";
import { until } from "./until.js";

/** A real server on a free port, with its files in a temporary folder. */
export interface LocalServer {
  readonly url: string;
  /** Stops the server and removes its files. */
  stop(): Promise<void>;
  /** Kills it as a crash would, and keeps its files. */
  kill(): Promise<void>;
  /** Restarts it on the same port with the same files. */
  restart(): Promise<void>;
}

export interface ServerProgram {
  /** Prefix of the temporary folder. */
  readonly name: string;
  /** The user that runs the server when the tests run as root; undefined for the current user. */
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
  readonly stopSignal: NodeJS.Signals;
  prepare(folder: string): Promise<void>;
  command(folder: string, port: number): readonly [program: string, ...parameters: string[]];
  url(port: number): string;
  answers(port: number): Promise<boolean>;
  /** How long a start may take. Default 15,000. */
  readonly startLimitMs?: number;
}

/** Whether tests fail without an installed service, as in continuous integration, or are skipped. */
export const servicesAreRequired = process.env["PAPERKIN_REQUIRE_SERVICES"] === "1";

/** Searches the PATH, then Debian's folder of PostgreSQL programs, newest version first. */
export function findProgram(name: string): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...versions.map((v) => join(debian, v, "bin"))];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Servers that refuse to run as root run as this user then. */
export function findOwner(user: string) {
  if (process.getuid?.() !== 0) return undefined;
  const read = (flag: string) => Number(execFileSync("id", [flag, user], { encoding: "utf8" }));
  return { uid: read("-u"), gid: read("-g") };
}

export async function startServer(program: ServerProgram): Promise<LocalServer> {
  const folder = await mkdtemp(join(tmpdir(), `paperkin-${program.name}-`));
  if (program.owner) await chown(folder, program.owner.uid, program.owner.gid);
  await program.prepare(folder);
  const port = await findFreePort();
  const output = join(folder, "output.txt");
  let child: ChildProcess | undefined;

  const end = async (signal: NodeJS.Signals) => {
    if (child && child.exitCode === null && child.signalCode === null) {
      const exited = once(child, "exit");
      child.kill(signal);
      await exited;
    }
    child = undefined;
  };
  const start = async () => {
    await until(
      `${program.name} answers on port ${port}`,
      async () => {
        // After a crash the first start can fail while the old server is still shutting down.
        if (!child || child.exitCode !== null) child = spawnServer(program.command(folder, port), { program, output });
        return program.answers(port);
      },
      program.startLimitMs ?? 15_000,
    );
  };
  const stop = async () => {
    await end(program.stopSignal);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (cause) {
    const printed = existsSync(output) ? readFileSync(output, "utf8").slice(-2_000) : "";
    await stop();
    throw new Error(`${describeError(cause)}\n${printed}`, { cause });
  }
  return { url: program.url(port), kill: () => end("SIGKILL"), restart: start, stop };
}

interface Spawned {
  readonly program: ServerProgram;
  /** Receives what the server prints. */
  readonly output: string;
}

function spawnServer([path, ...parameters]: readonly [string, ...string[]], { program, output }: Spawned) {
  const file = openSync(output, "a");
  try {
    return spawn(path, parameters, { stdio: ["ignore", file, file], cwd: "/", ...program.owner });
  } finally {
    closeSync(file);
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
