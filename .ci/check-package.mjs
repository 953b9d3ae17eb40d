import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { findHeaders } from "../scripts/native-modules.mjs";
import { root } from "../scripts/run-step.mjs";

/*
 * Checks the package as a user would: packs it, installs the file in an empty folder with an empty npm cache, starts
 * the command and sends README's first query; with this Node, and with newer ones from npm's registry. The first
 * argument names a file for the totals.
 */
const newerNodes = ["22", "24"];
const searchPath = "/v1/search?q=fine-tuning+with+few+trainable+parameters&limit=3";
/** Min score of the best paper if it is found by meaning and by keyword; by keyword alone it is 0.04. */
const minScore = 0.5;
const startLimitMs = 8 * 60_000;

const work = await mkdtemp(join(tmpdir(), "paperkin-package-"));
const totals = { passed: 0, failed: 0 };
const offline = { ...process.env, npm_config_cache: join(work, "npm-cache"), ...findHeaders() };
// npm sets this when it runs .ci/run, and the installation would inherit it.
delete offline.npm_config_ignore_scripts;
try {
  const nodes = newerNodes.map((version) => fetchNode(version));
  // A failed download is reported where it is awaited.
  for (const node of nodes) node.catch(() => undefined);
  await check(`packed, installed and queried on Node ${process.versions.node}`, async () => {
    await installPackage(join(work, "app"));
    return queryServer(join(work, "app"), process.execPath);
  });
  await Promise.all(nodes.map((node, index) => checkNewer(node, newerNodes[index])));
} finally {
  await rm(work, { recursive: true, force: true });
  if (process.argv[2] !== undefined) await writeFile(process.argv[2], JSON.stringify(totals));
}
process.exitCode = totals.failed === 0 ? 0 : 1;

/** Starts the same installation with a newer Node, which compiles the native modules again. */
async function checkNewer(fetched, version) {
  await check(`compiled again and queried on Node ${version}`, async () => {
    const node = await fetched;
    const folder = join(work, `app-${version}`);
    // Hard links where possible: compilation writes new files.
    await run("cp", ["-al", join(work, "app"), folder]).catch(() => run("cp", ["-R", join(work, "app"), folder]));
    return queryServer(folder, node);
  });
}

async function check(title, task) {
  const startedAt = performance.now();
  const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`;
  try {
    const found = await task();
    totals.passed += 1;
    log(`${title}: ${found} (${seconds()})`);
  } catch (error) {
    totals.failed += 1;
    log(`${title}: FAILED after ${seconds()}: ${error.message}`);
  }
}

async function installPackage(folder) {
  await mkdir(folder);
  const [packed] = JSON.parse(await run("npm", ["pack", "--json", "--pack-destination", work], { cwd: root }));
  const file = join(work, packed.filename);
  log(`packed ${packed.filename}: ${Math.round((await stat(file)).size / 1000)} kB, ${packed.entryCount} files`);
  await run("npm", ["install", "--no-audit", "--no-fund", file], { cwd: folder, env: offline });
}

/** Resolves with the path of a Node of the newest release of a major version. */
async function fetchNode(version) {
  const folder = join(work, `node-${version}`);
  await mkdir(folder);
  const name = `node-${process.platform}-${process.arch}`;
  await run("npm", ["install", "--no-audit", "--no-fund", `${name}@${version}`], { cwd: folder, env: offline });
  return join(folder, "node_modules", name, "bin", "node");
}

/** Starts `npx paperkin` in the folder, sends it a query, and stops it. Resolves with a summary of the answer. */
async function queryServer(folder, node) {
  const home = await mkdtemp(join(work, "home-"));
  const env = { HOME: home, PATH: [dirname(node), process.env.PATH].join(delimiter), PORT: "0" };
  const models = join(root, "models", "cache");
  if (existsSync(models)) env.MODELS_DIR = models;
  // A separate process group, because a signal to npx ends only npx.
  const server = spawn("npx", ["paperkin"], { cwd: folder, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => server.once("close", resolve));
  try {
    const [, url, data] = await readGreeting(server);
    if (!data.startsWith(home)) throw new Error(`the data folder is ${data}, outside of ${home}`);
    const answer = await fetch(url + searchPath);
    const { hits } = await answer.json();
    const score = hits?.[0]?.score ?? 0;
    const found = `${answer.status}, ${hits?.length ?? 0} hits, the best ${score.toFixed(3)}`;
    if (answer.status !== 200 || hits.length !== 3 || score < minScore) throw new Error(found);
    return found;
  } finally {
    stop(server);
    await ended;
  }
}

/** Resolves with the match of URL and data folder once the server prints its greeting. */
async function readGreeting(server) {
  let output = "";
  const timeout = setTimeout(() => stop(server), startLimitMs);
  try {
    return await new Promise((resolve, reject) => {
      const read = (chunk) => {
        output += chunk;
        const greeting = /serves at (http:\S+)[^]*\n {2}data +(.*)\n[^]*Ctrl-C stops/.exec(output);
        if (greeting) resolve(greeting);
      };
      server.stdout.on("data", read);
      server.stderr.on("data", read);
      server.once("close", () => reject(new Error(`the server ended before it was ready:\n${output}`)));
    });
  } finally {
    clearTimeout(timeout);
  }
}

function stop({ pid }) {
  try {
    process.kill(-pid, "SIGTERM");
  } catch {
    // It has already ended.
  }
}

/** Runs a program to its end and resolves with its stdout; the error of a failure includes all its output. */
async function run(program, args, { cwd = work, env = process.env } = {}) {
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}

function log(text) {
  process.stdout.write(`ci: ${text}\n`);
}
