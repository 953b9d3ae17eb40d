import { execFile, execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";

/*
 * Installs OpenSearch with k-NN in the folder that the first argument names; the folder must not exist. All comes
 * through Maven, as published: artifacts.txt has a line for each file with its sha256, its coordinates and the folder
 * where it belongs. Needs Maven, unzip, and Java 11 to 23.
 */
const version = "2.19.1";
const copyPlugin = { groupId: "org.apache.maven.plugins", artifactId: "maven-dependency-plugin", version: "3.6.1" };
/** Java 24 has no security manager, without which this version does not start. */
const javaVersions = { oldest: 11, newest: 23 };
/** The server's zip for Maven has almost no modules; these are laid out as in the complete one. */
const modules = {
  "lang-painless": {
    className: "org.opensearch.painless.PainlessPlugin",
    permissions: ["createClassLoader", "getClassLoader"].map((name) => `java.lang.RuntimePermission "${name}"`),
  },
  "analysis-common": {
    className: "org.opensearch.analysis.common.CommonAnalysisPlugin",
    extended: "lang-painless",
  },
  "mapper-extras": { className: "org.opensearch.index.mapper.MapperExtrasPlugin" },
  reindex: {
    className: "org.opensearch.index.reindex.ReindexPlugin",
    permissions: ['java.net.SocketPermission "*", "connect"'],
  },
};

const run = promisify(execFile);
const [target] = process.argv.slice(2);
const work = await mkdtemp(join(tmpdir(), "paperkin-opensearch-"));
const files = join(work, "files");
const server = join(work, "server");
try {
  checkPrograms();
  const artifacts = await readArtifacts();
  await fetchArtifacts(artifacts);
  await Promise.all(artifacts.map(checkArtifact));
  for (const artifact of artifacts) await place(artifact);
  for (const [name, module] of Object.entries(modules)) await describeModule(name, module);
  // The server may run as another user, and reads its files only.
  await run("chmod", ["-R", "a+rX", server]);
  await cp(server, target, { recursive: true, errorOnExist: true, force: false });
} catch (error) {
  process.stdout.write(`ci: OpenSearch cannot be installed: ${String(error.stdout || error.message).trim()}\n`);
  process.exitCode = 1;
} finally {
  await rm(work, { recursive: true, force: true });
}

function checkPrograms() {
  const ask = (program, flag) => {
    try {
      return execFileSync(program, [flag], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    } catch (error) {
      throw new Error(`${program} is missing or does not start (${error.message})`, { cause: error });
    }
  };
  ask("unzip", "-v");
  const found = /Java version: (\d+)/.exec(ask("mvn", "-v"))?.[1];
  if (Number(found) >= javaVersions.oldest && Number(found) <= javaVersions.newest) return;
  throw new Error(`it needs Java ${javaVersions.oldest} to ${javaVersions.newest}, and Maven found ${found ?? "none"}`);
}

async function readArtifacts() {
  const lines = (await readFile(new URL("artifacts.txt", import.meta.url), "utf8")).trim().split("\n");
  return lines.map((line) => {
    const [sha256, coordinates, folder] = line.split(/\s+/);
    const [groupId, artifactId, artifactVersion, type] = coordinates.split(":");
    const file = join(files, `${artifactId}-${artifactVersion}.${type}`);
    return {
      item: { groupId, artifactId, version: artifactVersion, type },
      sha256,
      file,
      folder: join(server, folder),
    };
  });
}

/** Maven runs once for all files: its start takes longer than most of them. */
async function fetchArtifacts(artifacts) {
  const element = (name, ...content) => `<${name}>${content.join("")}</${name}>`;
  const fields = (values) => Object.entries(values).map(([name, value]) => element(name, value));
  const items = artifacts.map(({ item }) => element("artifactItem", ...fields(item)));
  const configuration = element("configuration", element("outputDirectory", files), element("artifactItems", ...items));
  const plugins = element("plugins", element("plugin", ...fields(copyPlugin), configuration));
  const project = { modelVersion: "4.0.0", groupId: "paperkin", artifactId: "opensearch", version, packaging: "pom" };
  const pom = join(work, "pom.xml");
  await writeFile(pom, element("project", ...fields(project), element("build", plugins)));
  await run("mvn", ["-B", "-q", "-f", pom, `${Object.values(copyPlugin).join(":")}:copy`]);
}

async function checkArtifact({ file, sha256 }) {
  const found = createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
  if (found !== sha256) throw new Error(`${basename(file)} has the sha256 ${found} instead of ${sha256}`);
}

/** The first artifact is the server, in a folder of its own; the others are unpacked or copied into it. */
async function place({ item, file, folder }) {
  if (item.artifactId === "opensearch") {
    await run("unzip", ["-q", file, "-d", work]);
    return rename(join(work, `opensearch-${version}`), folder);
  }
  await mkdir(folder, { recursive: true });
  return item.type === "zip" ? run("unzip", ["-q", file, "-d", folder]) : copyFile(file, join(folder, basename(file)));
}

async function describeModule(name, { className, extended = "", permissions = [] }) {
  const properties = {
    name,
    description: name,
    version,
    classname: className,
    "opensearch.version": version,
    "java.version": javaVersions.oldest,
    "custom.foldername": "",
    "extended.plugins": extended,
    "has.native.controller": false,
  };
  const folder = join(server, "modules", name);
  const lines = Object.entries(properties).map(([property, value]) => `${property}=${value}\n`);
  await writeFile(join(folder, "plugin-descriptor.properties"), lines.join(""));
  if (permissions.length === 0) return;
  const granted = permissions.map((permission) => `  permission ${permission};\n`).join("");
  await writeFile(join(folder, "plugin-security.policy"), `grant {\n${granted}};\n`);
}
