import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import { atomType, writeAtom } from "../../domain/feeds/atom.js";
import { jsonFeedType, writeJsonFeed } from "../../domain/feeds/json-feed.js";
import type { deliveredOperations } from "../../operations/desk/delivered.js";
import type { Services } from "../../services/services.js";
import type { Handlers } from "../handler.js";
import { renderLinkPage } from "../link-page.js";

type Delivered = Services["delivery"];

export function createDeliveredHandlers(
  { delivery }: Services,
  basePath: string,
): Handlers<typeof deliveredOperations> {
  const sendFeed = async (page: FeedRequest, write: (feed: Awaited<ReturnType<Delivered["readFeed"]>>) => string) => {
    const { params, query, request, response, ending, type } = page;
    const base = `${request.protocol}://${request.get("host") ?? "localhost"}${basePath}/`;
    const feed = await delivery.readFeed({ token: params.token, ending, before: query.before, base });
    const text = write(feed);
    keepPrivate(response);
    response.set("Last-Modified", feed.updated.toUTCString());
    response.set("ETag", `"${createHash("sha256").update(text).digest("base64url")}"`);
    response.set("Content-Type", type);
    response.send(Buffer.from(text));
  };
  const sendPage = (response: Response, page: Parameters<typeof renderLinkPage>[0]) => {
    keepPrivate(response);
    // Without a referrer, a browser would not say that the form is this page's own.
    response.set("Referrer-Policy", "same-origin");
    response
      .status(page.digest ? 200 : 404)
      .type("html")
      .send(renderLinkPage(page));
  };
  return {
    readAtomFeed: (input) => sendFeed({ ...input, ending: "atom", type: atomType }, writeAtom),
    readJsonFeed: (input) => sendFeed({ ...input, ending: "json", type: jsonFeedType }, writeJsonFeed),
    openConfirmation: async ({ params: { token }, response }) =>
      sendPage(response, { act: "confirm", done: false, digest: await delivery.findConfirmation(token) }),
    confirmDigest: async ({ params: { token }, response }) =>
      sendPage(response, { act: "confirm", done: true, digest: await delivery.confirm(token) }),
    openUnsubscribe: async ({ params: { token }, response }) => {
      const digest = await delivery.findUnsubscribe(token);
      sendPage(response, { act: "unsubscribe", done: digest?.state === "unsubscribed", digest });
    },
    unsubscribeDigest: async ({ params: { token }, response }) =>
      sendPage(response, { act: "unsubscribe", done: true, digest: await delivery.unsubscribe(token) }),
  };
}

interface FeedRequest {
  readonly params: { readonly token: string };
  readonly query: { readonly before?: number | undefined };
  readonly request: Request;
  readonly response: Response;
  readonly ending: "atom" | "json";
  readonly type: string;
}

/** What a token opens is nobody else's: not to be kept by a proxy, nor found by a search engine. */
function keepPrivate(response: Response): void {
  response.set("Cache-Control", "private, no-cache");
  response.set("X-Robots-Tag", "noindex");
}
