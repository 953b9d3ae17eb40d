import type { API, Client } from "@opensearch-project/opensearch";
import {
  type ClusterBlock,
  type ClusterFacts,
  type ClusterNode,
  parseWatermark,
  type Watermark,
} from "../../domain/health/search-cluster.js";
import { nameIndexes } from "./index-names.js";
import { toAppError } from "./to-app-error.js";

/** A probe must not wait as long as a search may. */
const quickly = { requestTimeout: 3_000, maxRetries: 1 };

/**
 * Reads how the cluster is and how the indexes are whose names begin with the prefix; changes nothing. Throws
 * `unavailable` within 6 s where the cluster does not answer or does not let us in.
 */
export async function readClusterFacts(client: Client, prefix: string): Promise<ClusterFacts> {
  const pattern = `${prefix}-*`;
  try {
    const [info, stats, health, aliases, state, watermarks] = await Promise.all([
      client.nodes.info({ metric: ["plugins"] }, quickly),
      client.nodes.stats({ metric: ["fs"] }, quickly),
      client.cluster.health({ index: pattern, expand_wildcards: ["all"], timeout: "1s" }, quickly),
      client.indices.getAlias({ index: pattern, expand_wildcards: ["all"] }, quickly),
      client.cluster.state({ metric: ["blocks"] }, quickly),
      readWatermarks(client),
    ]);
    const { status, unassigned_shards: unassignedShards } = health.body;
    return {
      nodes: describeNodes(info.body, stats.body),
      status: status.toLowerCase() as ClusterFacts["status"],
      unassignedShards,
      ...describeNames(prefix, aliases.body),
      blocks: describeBlocks(prefix, state.body as unknown as ClusterState),
      watermarks,
    };
  } catch (error) {
    throw toAppError(error);
  }
}

function describeNodes(info: API.Nodes_Info_ResponseBody, stats: API.Nodes_Stats_ResponseBody): readonly ClusterNode[] {
  return Object.entries(info.nodes).map(([id, { name, version, roles, plugins = [] }]) => {
    const { total_in_bytes: totalBytes, available_in_bytes: freeBytes } = stats.nodes[id]?.fs?.total ?? {};
    const knowsDisk = totalBytes !== undefined && freeBytes !== undefined && Number(totalBytes) > 0;
    return {
      name,
      version,
      holdsData: roles.includes("data"),
      plugins: plugins.map((plugin) => plugin.name),
      disk: knowsDisk ? { totalBytes: Number(totalBytes), freeBytes: Number(freeBytes) } : undefined,
    };
  });
}

type Aliases = Readonly<Record<string, { readonly aliases: object }>>;

function describeNames(prefix: string, found: Aliases): Pick<ClusterFacts, "missing" | "ambiguous"> {
  const timesNamed = new Map<string, number>();
  const names = Object.entries(found).flatMap(([index, { aliases }]) => [index, ...Object.keys(aliases)]);
  for (const name of names) timesNamed.set(name, (timesNamed.get(name) ?? 0) + 1);
  const wanted = Object.values(nameIndexes(prefix)) as string[];
  return {
    missing: wanted.filter((name) => !timesNamed.has(name)),
    ambiguous: wanted.filter((name) => (timesNamed.get(name) ?? 0) > 1),
  };
}

type Blocks = Readonly<Record<string, { readonly description: string; readonly levels: readonly string[] }>>;
interface ClusterState {
  readonly blocks?: { readonly global?: Blocks; readonly indices?: Readonly<Record<string, Blocks>> };
}

/** The settings behind OpenSearch's numbers of blocks; others come from the cluster's state. */
const blockSettings: Readonly<Record<string, string>> = {
  "5": "index.blocks.read_only",
  "7": "index.blocks.read",
  "8": "index.blocks.write",
  "9": "index.blocks.metadata",
};
const floodStage = "12";

/** OpenSearch tells the blocks of all indexes, whichever are asked for. */
function describeBlocks(prefix: string, { blocks = {} }: ClusterState): readonly ClusterBlock[] {
  const describe = (found: Blocks, index?: string) =>
    Object.entries(found).map(([id, { description, levels }]) => ({
      index,
      description,
      forbids: levels,
      setting: index === undefined ? undefined : blockSettings[id],
      isFloodStage: id === floodStage,
    }));
  const own = Object.entries(blocks.indices ?? {}).filter(([index]) => index.startsWith(`${prefix}-`));
  const ofIndexes = own.flatMap(([index, found]) => describe(found, index));
  return [...describe(blocks.global ?? {}), ...ofIndexes];
}

const settingPrefix = "cluster.routing.allocation.disk.watermark.";

async function readWatermarks(client: Client): Promise<ClusterFacts["watermarks"]> {
  const { body } = await client.cluster.getSettings({ include_defaults: true, flat_settings: true }, quickly);
  const settings = { ...body.defaults, ...body.persistent, ...body.transient } as Record<string, unknown>;
  const read = (name: string, fallback: number): Watermark =>
    parseWatermark(String(settings[`${settingPrefix}${name}`])) ?? { usedShare: fallback };
  return { low: read("low", 0.85), high: read("high", 0.9), flood: read("flood_stage", 0.95) };
}
