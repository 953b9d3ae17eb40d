import type { RedisCommand, RedisConnection, RedisValue } from "./connect.js";

/** A command that reads one text or number, and what it must read; `null` for nothing. */
export interface Guard {
  readonly read: RedisCommand;
  readonly expected: string | null;
}

export interface GuardedWrites {
  readonly guards: readonly Guard[];
  readonly writes: readonly RedisCommand[];
}

/**
 * All logic that runs in Redis. The first write can be refused, for want of memory, but none after it, so that a part of
 * the writes is never left.
 */
const script = `
local at = 0
local function take() at = at + 1; return ARGV[at] end
local function takeCommand()
  local words = {}
  for place = 1, tonumber(take()) do words[place] = take() end
  return words
end
for _ = 1, tonumber(take()) do
  local found = redis.call(unpack(takeCommand()))
  if (found and '=' .. found or '-') ~= take() then return 0 end
end
for _ = 1, tonumber(take()) do
  local answer = redis.pcall(unpack(takeCommand()))
  if type(answer) == 'table' and answer.err then return answer end
end
return 1`;

/** Does all writes, if every guard reads what it must; otherwise none, and returns false. At once for everybody else. */
export async function writeGuarded(connection: RedisConnection, { guards, writes }: GuardedWrites): Promise<boolean> {
  const expect = ({ read, expected }: Guard) => [...spell(read), expected === null ? "-" : `=${expected}`];
  const words = [guards.length, ...guards.flatMap(expect), writes.length, ...writes.flatMap(spell)];
  return (await connection.ask((redis) => redis.call("EVAL", [script, 0, ...words]))) === 1;
}

function spell(command: RedisCommand): RedisValue[] {
  return [command.length, ...command];
}

/** Lua passes at most some 8,000 words to a command. */
const wordsAtOnce = 4_000;

/** One command for all items, or several where they are many: `HSET key`, with fields and values. None without items. */
export function writeEach(head: RedisCommand, items: readonly (readonly RedisValue[])[]): readonly RedisCommand[] {
  const step = Math.max(1, Math.floor(wordsAtOnce / (items[0]?.length ?? 1)));
  const count = Math.ceil(items.length / step);
  return Array.from({ length: count }, (_, part) => [...head, ...items.slice(part * step, (part + 1) * step).flat()]);
}
