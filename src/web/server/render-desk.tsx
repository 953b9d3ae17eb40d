import { renderToString } from "preact-render-to-string";
import type { CallApi } from "../../client/client.js";
import type { CallHere, PageRequest, RenderedPage } from "../../domain/page/render-page.js";
import { DeskPage } from "../desk/desk-page.js";
import { type DeskPlaceName, findDeskPlace } from "../desk/desk-places.js";
import type { GivenDesk } from "../desk/desk-state.js";
import { escapeJson, Head } from "./document-parts.js";

/** A reader would rather see the page at once, and what is on it a little later. */
const answerMs = 1_000;

/** Renders a document of the desk with its answer, if that is there in time. */
export async function renderDesk(
  place: DeskPlaceName,
  { query, base, reader }: PageRequest,
  callHere: CallHere,
): Promise<RenderedPage> {
  const given = reader === undefined ? {} : await gather(place, query, { callHere, reader });
  const { describe } = findDeskPlace(place);
  const { title, description } = describe(given.answer);
  const tags = [
    { tag: "meta", name: "description", content: description },
    { tag: "link", rel: "canonical", href: new URL(query === "" ? place : `${place}?${query}`, base).href },
  ] as const;
  return {
    status: 200,
    head: renderToString(<Head title={`${title} · paperkin`} tags={tags} />),
    app: renderToString(<DeskPage place={place} query={query} given={given} />),
    shown: place,
    given: escapeJson(given),
  };
}

interface Gathering {
  readonly callHere: CallHere;
  readonly reader: string;
}

/** What is late or fails the browser asks for again. */
async function gather(place: DeskPlaceName, query: string, { callHere, reader }: Gathering): Promise<GivenDesk> {
  const call = ((address: string, parts: object) => callHere(address, { ...parts, reader })) as CallApi;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), answerMs);
  });
  const { signal } = new AbortController();
  const { load, prepare } = findDeskPlace(place);
  const loading = load(new URLSearchParams(query), { call, signal })
    .then(async (answer) => {
      await prepare?.(answer);
      return answer;
    })
    .catch(() => undefined);
  const answer = await Promise.race([loading, late]);
  clearTimeout(timer);
  return answer === undefined ? {} : { answer };
}
