import type { Redis } from "ioredis";
import { embedQueueName, indexQueueName } from "./backend.js";

/**
 * `Backend.forgetUndeliverable` on Redis, where each state of a job is a key of its own. A key can be lost: Redis evicts
 * any of them when its memory is full and `maxmemory-policy` allows it. In one script, because a job that moves on
 * between two commands would seem lost.
 */
export async function forgetRedisUndeliverable(client: Redis, prefix: string, ids: readonly string[]): Promise<number> {
  return Number(await client.eval(script, 0, prefix, embedQueueName, indexQueueName, ...ids));
}

/**
 * A batch will be delivered if its job in `index` has its data and is in a list that a worker reads, or waits for a
 * child in `embed` of which the same is true. Arguments: the prefix, the names of the two queues, and the ids of batches
 * that are in no list.
 */
const script = `
local prefix = ARGV[1]
local children, parents = ARGV[2], ARGV[3]
local lists = {"wait", "active", "paused"}
local sets = {"prioritized", "delayed"}
local function key(queue, name) return prefix .. ":" .. queue .. ":" .. name end
local candidates = {}
for place = 4, #ARGV do candidates[ARGV[place]] = true end
local function readIds(ids)
  local read = {}
  for _, id in ipairs(ids) do
    read[id] = true
    candidates[id] = true
  end
  return read
end
local function readListed(queue)
  local ids = {}
  local function add(some) for _, id in ipairs(some) do table.insert(ids, id) end end
  for _, name in ipairs(lists) do add(redis.call("LRANGE", key(queue, name), 0, -1)) end
  for _, name in ipairs(sets) do add(redis.call("ZRANGE", key(queue, name), 0, -1)) end
  return readIds(ids)
end
local listedChildren, listedParents = readListed(children), readListed(parents)
local waiting = readIds(redis.call("ZRANGE", key(parents, "waiting-children"), 0, -1))
local function isThere(queue, name) return redis.call("EXISTS", key(queue, name)) == 1 end
local function isDelivered(id)
  if not isThere(parents, id) then return false end
  if listedParents[id] then return true end
  return waiting[id] and isThere(parents, id .. ":dependencies") and isThere(children, id) and listedChildren[id]
end
local function forget(queue, id)
  local removed = 0
  for _, part in ipairs({"", ":lock", ":dependencies", ":processed", ":failed", ":unsuccessful", ":logs"}) do
    removed = removed + redis.call("DEL", key(queue, id .. part))
  end
  for _, name in ipairs(lists) do removed = removed + redis.call("LREM", key(queue, name), 0, id) end
  for _, name in ipairs({"prioritized", "delayed", "waiting-children"}) do
    removed = removed + redis.call("ZREM", key(queue, name), id)
  end
  return removed
end
local forgotten = 0
for id in pairs(candidates) do
  if not isDelivered(id) and forget(children, id) + forget(parents, id) > 0 then forgotten = forgotten + 1 end
end
return forgotten
`;
