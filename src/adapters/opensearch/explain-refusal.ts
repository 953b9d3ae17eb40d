/** Why a node, or one action of a bulk request, refused: OpenSearch's own type and sentence. */
export interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly reason: string;
}

interface Rule {
  readonly applies: (refusal: Refusal) => boolean;
  readonly says: (refusal: Refusal) => string;
}

const isBlock = ({ type }: Refusal) => type === "cluster_block_exception";

/** The first that applies. What no rule covers is about this very request. */
const rules: readonly Rule[] = [
  {
    applies: ({ reason, ...rest }) =>
      isBlock({ reason, ...rest }) && /flood|read-only-allow-delete|\/12\//.test(reason),
    says: ({ reason }) =>
      `accepts no writes because a disk is nearly full (${reason}): free space or add a node, then it continues by itself`,
  },
  {
    applies: (refusal) => isBlock(refusal) && refusal.status === 503,
    says: ({ reason }) => `is not ready (${reason}): start enough of its nodes to elect a cluster manager`,
  },
  {
    applies: isBlock,
    says: ({ reason }) => `does not allow this (${reason}): remove the block from the index's settings`,
  },
  {
    applies: ({ status }) => status === 401,
    says: () =>
      "does not know the user, the password or the key: check OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD, or OPENSEARCH_API_KEY",
  },
  {
    applies: ({ status }) => status === 403,
    says: ({ reason }) => `does not let its user do this (${reason}): grant the permission to that user`,
  },
  {
    applies: ({ type }) => type === "index_not_found_exception",
    says: ({ reason }) => `lacks an index (${reason}): check OPENSEARCH_INDEX, or restore the index from a snapshot`,
  },
  {
    applies: ({ type }) => type === "circuit_breaking_exception",
    says: ({ reason }) => `has no memory left (${reason}): try again, and give its nodes a larger heap`,
  },
  {
    applies: ({ status }) => status === 429,
    says: ({ reason }) => `has too much to do (${reason}): try again, and add a node if it lasts`,
  },
  {
    applies: ({ status }) => status === 502 || status === 503 || status === 504,
    says: ({ reason }) => `is not ready (${reason}): start the missing nodes, or wait until the cluster has recovered`,
  },
];

/** What is wrong with the cluster and what to do, to follow its name; undefined where only the request is wrong. */
export function explainRefusal(refusal: Refusal): string | undefined {
  return rules.find(({ applies }) => applies(refusal))?.says(refusal);
}

/** Reads the body of a refused request, or an action's `error`: JSON of several shapes, or the text of a proxy. */
export function readRefusal(status: number, body: unknown): Refusal {
  const error = isRecord(body) && "error" in body ? body["error"] : body;
  if (!isRecord(error)) {
    const text = typeof error === "string" ? error.replaceAll(/\s+/g, " ").trim().slice(0, 200) : "";
    return { status, type: "", reason: text === "" ? `status ${status}` : text };
  }
  const [cause] = Array.isArray(error["root_cause"]) ? (error["root_cause"] as unknown[]) : [];
  const specific = isRecord(cause) && typeof cause["reason"] === "string" ? cause : error;
  const type = typeof error["type"] === "string" ? error["type"] : "";
  const reason = typeof specific["reason"] === "string" ? specific["reason"] : type;
  return { status, type, reason: reason === "" ? `status ${status}` : reason };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
