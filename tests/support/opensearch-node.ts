import { execFile } from "node:child_process";
import { realpathSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { findOwner, findProgram, startServer, type LocalServer } from "./local-server.js";

/** Where `.ci/opensearch/install.mjs` has put the server; undefined without one. */
export const openSearchHome = process.env["PAPERKIN_OPENSEARCH_HOME"];

const settings = {
  "network.host": "127.0.0.1",
  "transport.port": "0",
  "discovery.type": "single-node",
  "node.processors": "2",
  // Tests make many small indexes, on disks that may be nearly full.
  "cluster.max_shards_per_node": "10000",
  "cluster.routing.allocation.disk.threshold_enabled": "false",
};

/** Short tests gain nothing from the second compiler, which doubles the start. Java 18 and newer must allow the manager. */
const jvmOptions = [
  "-Xms512m",
  "-Xmx512m",
  "-XX:+UseSerialGC",
  "-XX:TieredStopAtLevel=1",
  "18-:-Djava.security.manager=allow",
];

/** A cluster of one node with a small heap, for a whole run or for a test that kills it; it takes 10 s to start. */
export async function startOpenSearchNode(): Promise<LocalServer> {
  const java = findProgram("java");
  if (!openSearchHome || !java) throw new Error("PAPERKIN_OPENSEARCH_HOME names no server, or Java is missing");
  const home = openSearchHome;
  const owner = findOwner("opensearch");
  const toUrl = (port: number) => `http://127.0.0.1:${port}`;
  return startServer({
    name: "opensearch",
    owner,
    stopSignal: "SIGTERM",
    startLimitMs: 120_000,
    async prepare(folder) {
      await promisify(execFile)("cp", ["-r", join(home, "config"), folder], { cwd: "/", ...owner });
      await writeFile(join(folder, "config", "jvm.options"), jvmOptions.join("\n"));
    },
    command(folder, port) {
      const variables = {
        OPENSEARCH_JAVA_HOME: dirname(dirname(realpathSync(java))),
        OPENSEARCH_PATH_CONF: join(folder, "config"),
        OPENSEARCH_TMPDIR: folder,
      };
      const own = { "http.port": port, "path.data": join(folder, "data"), "path.logs": join(folder, "logs") };
      return [
        "/usr/bin/env",
        ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
        join(home, "bin", "opensearch"),
        ...Object.entries({ ...settings, ...own }).map(([name, value]) => `-E${name}=${value}`),
      ];
    },
    url: toUrl,
    answers: (port) => isReady(toUrl(port)),
  });
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=1s`);
    return answer.ok;
  } catch {
    return false;
  }
}
