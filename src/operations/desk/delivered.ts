import { z } from "zod";
import { atomExample, jsonFeedExample, linkPageExample } from "./examples/delivered.js";
import type { OperationList } from "../operation.js";

const feedParams = z.strictObject({ token: z.string().min(1).max(100).describe("Token of the feed") });
const feedQuery = z.looseObject({
  before: z.number().int().positive().optional().describe("The page after this match, as a page's `next` has it"),
});
const linkParams = z.strictObject({ token: z.string().min(1).max(100).describe("Token of the link in the mail") });

/** A person reads it, also where the link does nothing any more. */
const linkPage = {
  params: linkParams,
  answerType: "text/html",
  otherAnswers: { 404: { when: "The link is too old, or was replaced; a page says so" } },
} as const;

const feedNotes =
  "The token is the key. 100 entries a page, with the next as RFC 5005 has it; ids stay when the address is renewed. " +
  "Answers 304 to a request with the `ETag` or the date of what is there.";

/** What is reached by a token that was delivered: feeds, and the links of mails. */
export const deliveredOperations = {
  readAtomFeed: {
    method: "get",
    path: "/v1/feeds/{token}.atom",
    scope: "open",
    tag: "Delivery",
    summary: "A feed as Atom",
    description: feedNotes,
    params: feedParams,
    query: feedQuery,
    answerType: "application/atom+xml",
    errors: ["not_found"],
    example: atomExample,
  },
  readJsonFeed: {
    method: "get",
    path: "/v1/feeds/{token}.json",
    scope: "open",
    tag: "Delivery",
    summary: "A feed as JSON Feed",
    description: feedNotes,
    params: feedParams,
    query: feedQuery,
    answerType: "application/feed+json",
    errors: ["not_found"],
    example: jsonFeedExample,
  },
  openConfirmation: {
    method: "get",
    path: "/v1/digests/confirm/{token}",
    scope: "open",
    tag: "Delivery",
    summary: "The page of the link that confirms an address",
    description: "It changes nothing, because mail scanners open links: a button on it confirms.",
    ...linkPage,
    example: linkPageExample,
  },
  confirmDigest: {
    method: "post",
    path: "/v1/digests/confirm/{token}",
    scope: "open",
    tag: "Delivery",
    summary: "Confirm the address of a digest",
    ...linkPage,
    example: linkPageExample,
  },
  openUnsubscribe: {
    method: "get",
    path: "/v1/digests/unsubscribe/{token}",
    scope: "open",
    tag: "Delivery",
    summary: "The page of the link that ends a digest",
    description: "It changes nothing, because mail scanners open links: a button on it ends the digest.",
    ...linkPage,
    example: linkPageExample,
  },
  unsubscribeDigest: {
    method: "post",
    path: "/v1/digests/unsubscribe/{token}",
    scope: "open",
    tag: "Delivery",
    summary: "End a digest",
    description: "Mail programs call it for their button (RFC 8058). Once more changes nothing.",
    ...linkPage,
    example: linkPageExample,
  },
} as const satisfies OperationList;
