import type { Follow, FollowSpec, SourceState } from "../../../../../domain/follows/follow.js";
import { describeFollow } from "../../../../../domain/follows/kept-follow.js";
import { bytesToVector, vectorToBytes } from "../../../../../domain/vectors/bytes.js";
import type { ReadFollow, StoredFollow } from "../../../../../ports/desk/follow-store.js";
import type { MatchedFollow } from "../../../../../ports/desk/match-store.js";
import { countNames, readCounts } from "../counts.js";

/** What the hash of a follow has, beside counts. */
export interface FollowFields {
  readonly id: string;
  readonly reader: string;
  readonly inbox: string;
  readonly name: string;
  /** JSON. */
  readonly spec: string;
  readonly read: string;
  readonly paused: string;
  readonly after: string;
  readonly createdAt: string;
  /** Of its newest match. */
  readonly lastAt?: string;
  /** Base64. */
  readonly vector?: string;
  readonly fingerprint?: string;
  /** JSON; of a source. */
  readonly state?: string;
}

type Answers = readonly (string | null)[];
type Vector = NonNullable<StoredFollow["vector"]>;

interface ChangedFields {
  readonly name?: string | undefined;
  readonly spec?: FollowSpec | undefined;
  readonly read?: ReadFollow | undefined;
  readonly vector?: Vector | undefined;
  readonly state?: SourceState | undefined;
}

/** Fields and values of a change. */
export function writeFields({ name, spec, read, vector, state }: ChangedFields): string[] {
  return [
    ...(name === undefined ? [] : ["name", name]),
    ...(spec ? ["spec", JSON.stringify(spec)] : []),
    ...(read ? ["read", JSON.stringify(read)] : []),
    ...(vector ? writeVector(vector) : []),
    ...(state ? ["state", JSON.stringify(state)] : []),
  ];
}

function writeVector({ vector, fingerprint }: Vector): string[] {
  return ["vector", vectorToBytes(vector).toString("base64"), "fingerprint", fingerprint];
}

export function readStored(number: number, fields: FollowFields): StoredFollow {
  const { id, reader, name, spec, read, paused, after, vector, fingerprint, state } = fields;
  return {
    number,
    reader,
    id,
    name,
    after: Number(after),
    spec: JSON.parse(spec) as FollowSpec,
    read: JSON.parse(read) as ReadFollow,
    isPaused: paused === "1",
    ...(vector !== undefined && fingerprint !== undefined && { vector: { vector: readVector(vector), fingerprint } }),
    ...(state !== undefined && { state: JSON.parse(state) as SourceState }),
  };
}

function readVector(text: string): Float32Array {
  return bytesToVector(new Uint8Array(Buffer.from(text, "base64")));
}

/** The fields that a description needs. */
export const describedFields = ["id", "name", "spec", "paused", "createdAt", "lastAt", "state", ...countNames] as const;

/** Undefined for a follow that is not there. */
export function readDescribed(answers: Answers): Follow | undefined {
  const [id, name, spec, paused, createdAt, lastAt, state, ...counted] = answers;
  if (!id || !spec) return undefined;
  const { shown: matches, new: unseen } = readCounts(counted);
  return describeFollow({
    id,
    name: name!,
    spec: JSON.parse(spec) as FollowSpec,
    isPaused: paused === "1",
    matches,
    new: unseen,
    createdAt: Number(createdAt),
    lastMatchAt: lastAt ? Number(lastAt) : undefined,
    state: state ? (JSON.parse(state) as SourceState) : undefined,
  });
}

export const matchedFields = ["id", "name", "spec", "read"] as const;

/** Undefined for a follow that is not there. */
export function readMatchedFollow(number: number, [id, name, spec, read]: Answers): MatchedFollow | undefined {
  if (!id || !spec || !read) return undefined;
  const { ranks } = JSON.parse(read) as ReadFollow;
  const { kind } = JSON.parse(spec) as FollowSpec;
  return { id, number, name: name!, kind, ...(ranks && { text: ranks.text }) };
}
