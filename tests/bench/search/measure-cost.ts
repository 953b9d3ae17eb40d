import { setTimeout as delay } from "node:timers/promises";
import type { Client, Kind } from "./ask.js";
import type { BareModel } from "./bare-query.js";
import type { Question } from "./questions.js";

/** A server under measurement. */
export interface Side {
  readonly name: string;
  readonly client: Client;
  /** CPU time of all threads of its process so far. */
  readCpuMs(): Promise<number>;
}

/** Some questions, one after the other. */
export interface Block {
  /** CPU time of the whole process a question, in milliseconds. */
  readonly cpuMs: number;
  /** Milliseconds until each answer. */
  readonly waits: readonly number[];
}

export interface Cost {
  /** CPU milliseconds of embedding a query with the bare model, one value a block. */
  readonly bareMs: readonly number[];
  /** The same with one thread. Several threads wait for each other by spinning, so on a busy machine they cost more. */
  readonly oneThreadMs: readonly number[];
  /** For each side, the blocks of each kind in the order of rounds. */
  readonly sides: readonly ReadonlyMap<Kind, readonly Block[]>[];
}

export interface CostOptions {
  readonly sides: readonly Side[];
  readonly bare: BareModel;
  readonly oneThread: BareModel;
  readonly kinds: readonly Kind[];
  readonly rounds: number;
  readonly takeQuestions: (count: number) => readonly Question[];
  readonly tell: (line: string) => void;
}

const blockSize = 40;
/** An explanation costs as much as ten searches. */
const explainBlockSize = 10;
/** Rounds before the measurement, for the just-in-time compiler. */
const warmUpRounds = 2;
/** What the answers left behind, such as garbage, ends in the block of its own server. */
const pauseMs = 60;

/**
 * The CPU time a question, in blocks: each block's questions go to the bare model and to every side, so that changes of
 * the machine's speed affect all of them. The order of the sides is turned each round.
 */
export async function measureCost(options: CostOptions): Promise<Cost> {
  const { sides, bare, oneThread, kinds, rounds, takeQuestions, tell } = options;
  const cost = { bareMs: [] as number[], oneThreadMs: [] as number[], sides: sides.map(() => listKinds(kinds)) };
  for (let round = 1 - warmUpRounds; round <= rounds; round += 1) {
    const counts = round > 0;
    for (const kind of kinds) {
      const questions = takeQuestions(kind === "explain" ? explainBlockSize : blockSize);
      const texts = questions.map(({ text }) => text);
      const [bareMs, oneThreadMs] = [await bare.embed(texts), await oneThread.embed(texts)];
      if (counts) cost.bareMs.push(bareMs / texts.length);
      if (counts) cost.oneThreadMs.push(oneThreadMs / texts.length);
      for (const place of turn([...sides.keys()], round)) {
        const block = await measureBlock(sides[place]!, kind, questions);
        if (counts) cost.sides[place]!.get(kind)!.push(block);
      }
    }
    if (counts) tell(`CPU a question: round ${round} of ${rounds}`);
  }
  return cost;
}

function listKinds(kinds: readonly Kind[]): Map<Kind, Block[]> {
  return new Map(kinds.map((kind) => [kind, []]));
}

function turn(places: readonly number[], round: number): readonly number[] {
  return round % 2 === 0 ? places : places.toReversed();
}

async function measureBlock(side: Side, kind: Kind, questions: readonly Question[]): Promise<Block> {
  const before = await side.readCpuMs();
  const waits: number[] = [];
  for (const question of questions) waits.push(await side.client.ask(kind, question));
  await delay(pauseMs);
  return { cpuMs: ((await side.readCpuMs()) - before) / questions.length, waits };
}
