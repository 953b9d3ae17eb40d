import type { Client } from "@opensearch-project/opensearch";
import type { DataDisk } from "../../ports/paper/data-disk.js";

/** The disks of the cluster: the fullest one counts, because a shard cannot be divided. */
export function createOpenSearchDataDisk(client: Client, index: string): DataDisk {
  return {
    async probeDisk() {
      const [freeBytes, isWritable] = await Promise.all([
        readFreeBytes(client).catch(() => undefined),
        readWritable(client, index).catch(() => true),
      ]);
      return { freeBytes, isWritable };
    },
  };
}

async function readFreeBytes(client: Client): Promise<number | undefined> {
  const { body } = await client.nodes.stats({ metric: "fs" } as object);
  const nodes = Object.values((body as unknown as NodeStats).nodes);
  const free = nodes.flatMap(({ fs }) => fs?.total?.available_in_bytes ?? []);
  return free.length === 0 ? undefined : Math.min(...free);
}

interface NodeStats {
  readonly nodes: Readonly<
    Record<string, { readonly fs?: { readonly total?: { readonly available_in_bytes?: number } } }>
  >;
}

/** A node whose disk is nearly full blocks writes to the indexes that it holds. */
async function readWritable(client: Client, index: string): Promise<boolean> {
  const { body } = await client.indices.getSettings({ index, name: "index.blocks.*", flat_settings: true });
  const settings = Object.values(body).map((one) => one.settings as Readonly<Record<string, unknown>> | undefined);
  const blocks = ["read_only", "read_only_allow_delete", "write"].map((block) => `index.blocks.${block}`);
  return !settings.some((one) => blocks.some((block) => String(one?.[block]) === "true"));
}
