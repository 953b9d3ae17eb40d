import type { Digest } from "../domain/digests/digest.js";
import { frameDocument } from "./docs/frame-document.js";
import { html } from "./docs/html.js";

/** What a link in a mail shows: a question with a button, or what was done. */
export interface LinkPage {
  readonly act: "confirm" | "unsubscribe";
  readonly done: boolean;
  /** Absent for a link that is unknown or too old. */
  readonly digest: Pick<Digest, "address" | "frequency" | "time" | "timeZone"> | undefined;
}

/** A page like the others that needs no script; its address is at `/v1/digests/…/…`. */
export function renderLinkPage({ act, done, digest }: LinkPage): string {
  const { title, text, button } = digest ? write(act, { done, digest }) : gone;
  const root = "../../../";
  return frameDocument({
    title: `${title} · paperkin`,
    meta: html`<meta name="robots" content="noindex" />`,
    root,
    content: html`
      <main class="problem frame">
        <h1>${title}</h1>
        <p>${text}</p>
        ${button && html`<form method="post"><button class="strong" type="submit">${button}</button></form>`}
        <p class="links"><a href="${root}">Start page</a></p>
      </main>
    `,
  });
}

const gone = {
  title: "This link does nothing any more",
  text: "It is too old, or was replaced by a newer one.",
  button: undefined,
};

interface Stage {
  readonly done: boolean;
  readonly digest: NonNullable<LinkPage["digest"]>;
}

function write(act: LinkPage["act"], { done, digest }: Stage) {
  const { address, frequency, time, timeZone } = digest;
  const what = `new papers to ${address}, ${frequency} at ${time} (${timeZone})`;
  if (act === "confirm")
    return done
      ? { title: "Confirmed", text: `This server sends ${what}, when there are any.`, button: undefined }
      : { title: "Confirm this address?", text: `This server will send ${what}.`, button: "Confirm" };
  return done
    ? { title: "Unsubscribed", text: `Nothing more is sent to ${address}.`, button: undefined }
    : { title: "Unsubscribe?", text: `This server sends ${what}.`, button: "Unsubscribe" };
}
