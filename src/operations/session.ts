import type { OperationList } from "./operation.js";

export const sessionOperations = {
  startSession: {
    method: "post",
    path: "/v1/session",
    scope: "read",
    tag: "Service",
    summary: "Remember the key of this request in the browser that sends it",
    description:
      "For pages: the answer sets a cookie that scripts cannot read, for as long as the browser is open and at most 30 days. " +
      "It accepts requests of this server's own pages only, and ends when its key is no longer one of `API_KEYS`. Programs send the key " +
      "with every request instead. Without `API_KEYS` nothing is set.",
    status: 204,
    example: {},
  },
  endSession: {
    method: "delete",
    path: "/v1/session",
    scope: "read",
    tag: "Service",
    summary: "Make this browser forget the key",
    status: 204,
    example: {},
  },
} as const satisfies OperationList;
