import { formatBytes } from "../text/amounts.js";

/** What a cluster of OpenSearch says about itself and the indexes of one library. */
export interface ClusterFacts {
  /** At least one. */
  readonly nodes: readonly ClusterNode[];
  /** Of the worst index: yellow lacks copies of shards, red lacks shards. */
  readonly status: "green" | "yellow" | "red";
  /** Shards of the library that no node has. */
  readonly unassignedShards: number;
  /** Names of the library that are neither an index nor an alias. */
  readonly missing: readonly string[];
  /** Aliases that stand for several indexes, so that nobody knows where to write. */
  readonly ambiguous: readonly string[];
  readonly blocks: readonly ClusterBlock[];
  readonly watermarks: Readonly<Record<"low" | "high" | "flood", Watermark>>;
}

export interface ClusterNode {
  readonly name: string;
  readonly version: string;
  readonly holdsData: boolean;
  readonly plugins: readonly string[];
  /** Of the disk with its data; undefined where it does not tell. */
  readonly disk?: { readonly totalBytes: number; readonly freeBytes: number } | undefined;
}

/** Something that OpenSearch forbids, on an index or, without a name, on the whole cluster. */
export interface ClusterBlock {
  readonly index?: string | undefined;
  readonly description: string;
  readonly forbids: readonly string[];
  /** The setting of the index that makes it, if it is one. */
  readonly setting?: string | undefined;
  /** Set by OpenSearch when a disk passes the flood stage, and lifted when there is room. */
  readonly isFloodStage: boolean;
}

/** A limit of used space, as a share of the disk, or of free space. */
export type Watermark = { readonly usedShare: number } | { readonly freeBytes: number };

export interface ClusterFinding {
  readonly name: "nodes" | "indexes" | "shards" | "writes" | "disk";
  /** A warning can wait; with a problem papers are not found, or new ones are refused. */
  readonly state: "ok" | "warning" | "problem";
  readonly detail: string;
  readonly advice?: string;
}

type Judged = Omit<ClusterFinding, "name">;
type Judge = (facts: ClusterFacts) => Judged;

/** What the facts mean, and what to do. The findings come in one order, one each. */
export function judgeCluster(facts: ClusterFacts): readonly ClusterFinding[] {
  return (Object.entries(judges) as [ClusterFinding["name"], Judge][]).map(([name, judge]) => ({
    name,
    ...judge(facts),
  }));
}

export const supportedVersions = { from: [2, 19], before: 4 } as const;
const knnPlugin = "opensearch-knn";

const judges: Readonly<Record<ClusterFinding["name"], Judge>> = {
  nodes({ nodes }) {
    const old = nodes.filter(({ version }) => !isSupported(version));
    const wanted = `${supportedVersions.from.join(".")} or newer, and older than ${supportedVersions.before}`;
    if (old.length > 0) {
      const found = old.map(({ name, version }) => `${name} has ${version}`).join(", ");
      return problem(`${found}; ${wanted}, is needed`, "Install such a version of OpenSearch on every node.");
    }
    const without = nodes.filter(({ holdsData, plugins }) => holdsData && !plugins.includes(knnPlugin));
    if (without.length > 0) {
      const detail = `${listNames(without)} cannot search vectors: the plugin ${knnPlugin} is missing`;
      return problem(detail, `Install it on every node: bin/opensearch-plugin install ${knnPlugin}`);
    }
    const versions = [...new Set(nodes.map(({ version }) => version))].toSorted();
    return ok(`${nodes.length === 1 ? "1 node" : `${nodes.length} nodes`}, version ${versions.join(" and ")}`);
  },
  indexes({ missing, ambiguous }) {
    if (ambiguous.length > 0) {
      const detail = `${ambiguous.join(", ")} stands for several indexes, so new papers are refused`;
      return problem(detail, "Remove the alias from all but the newest index.");
    }
    if (missing.length === 0) return ok("all there");
    const advice = "Start the server, which creates what is missing, or restore a snapshot. Check OPENSEARCH_INDEX.";
    return problem(`${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing`, advice);
  },
  shards({ status, unassignedShards, nodes }) {
    if (status === "green") return ok("green: every shard and every copy has a node");
    const count = unassignedShards === 1 ? "1 shard has" : `${unassignedShards} shards have`;
    if (status === "red") {
      const detail = `red: ${count} no node, so a part of the papers is not found and cannot be changed`;
      return problem(detail, "Start the missing nodes, or restore the index from a snapshot.");
    }
    const detail = `yellow: ${count} no second copy, so the loss of a node would lose papers`;
    const isAlone = nodes.filter(({ holdsData }) => holdsData).length === 1;
    return warning(detail, isAlone ? "Add a node, or set OPENSEARCH_REPLICAS=0." : "Start the missing nodes.");
  },
  writes({ blocks }) {
    const [block] = blocks.toSorted((a, b) => Number(b.isFloodStage) - Number(a.isFloodStage));
    if (block === undefined) return ok("nothing is blocked");
    const place = block.index ?? "the cluster";
    if (block.isFloodStage) {
      const detail = `${place} takes no papers, because a disk has passed the flood stage`;
      return problem(detail, "Free space or add a node; OpenSearch then lifts the block by itself.");
    }
    const detail = `${place} has a block on ${block.forbids.join(", ")}: ${block.description}`;
    const advice =
      block.setting === undefined
        ? "Look at the cluster's state and settings: GET /_cluster/state/blocks."
        : `Remove it: PUT /${place}/_settings {"${block.setting}": null}`;
    return problem(detail, advice);
  },
  disk: judgeDisks,
};

/** The fullest disk of the nodes that hold data. */
function judgeDisks({ nodes, watermarks }: ClusterFacts): Judged {
  const disks = nodes.flatMap(({ name, holdsData, disk }) => (holdsData && disk ? [{ name, ...disk }] : []));
  const [fullest] = disks.toSorted((a, b) => a.freeBytes / a.totalBytes - b.freeBytes / b.totalBytes);
  if (fullest === undefined) return ok("unknown");
  const detail = `${formatBytes(fullest.freeBytes)} of ${formatBytes(fullest.totalBytes)} free on ${fullest.name}`;
  const passed = (level: keyof ClusterFacts["watermarks"]) => disks.some((disk) => hasPassed(disk, watermarks[level]));
  const advice = "Free space or add a node.";
  if (passed("flood")) return problem(`${detail}: past the flood stage, so new papers are refused`, advice);
  if (passed("high")) return warning(`${detail}: OpenSearch moves shards away from it`, advice);
  if (passed("low")) return warning(`${detail}: OpenSearch puts no further shards on it`, advice);
  return ok(detail);
}

function hasPassed({ totalBytes, freeBytes }: NonNullable<ClusterNode["disk"]>, watermark: Watermark): boolean {
  if ("freeBytes" in watermark) return freeBytes <= watermark.freeBytes;
  return 1 - freeBytes / totalBytes >= watermark.usedShare;
}

function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor, oldestMinor] = supportedVersions.from;
  return (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) && major < supportedVersions.before;
}

const byteUnits = ["b", "kb", "mb", "gb", "tb", "pb"];

/** Reads a watermark as the cluster's settings have it: `85%` and `0.85` of used space, or `10gb` of free space. */
export function parseWatermark(text: string): Watermark | undefined {
  const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?) ?([a-z%]*)$/i.exec(text.trim()) ?? [];
  if (number === "") return undefined;
  if (unit === "%") return { usedShare: Number(number) / 100 };
  if (unit === "") return { usedShare: Number(number) };
  const power = byteUnits.indexOf(unit.toLowerCase());
  return power < 0 ? undefined : { freeBytes: Number(number) * 1024 ** power };
}

const listNames = (nodes: readonly ClusterNode[]) => nodes.map(({ name }) => name).join(", ");
const ok = (detail: string): Judged => ({ state: "ok", detail });
const warning = (detail: string, advice: string): Judged => ({ state: "warning", detail, advice });
const problem = (detail: string, advice: string): Judged => ({ state: "problem", detail, advice });
