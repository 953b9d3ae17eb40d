import { renderToString } from "preact-render-to-string";
import { formatCoins } from "../../domain/citation/coins.js";
import type { CallHere, PageRequest, RenderedPage } from "../../domain/page/render-page.js";
import { DeskPage } from "../desk/desk-page.js";
import { type DeskPlaceName, findDeskPlace, loadPlace } from "../desk/desk-places.js";
import type { GivenDesk } from "../desk/desk-state.js";
import { CoinsFormat } from "../paper/coins.js";
import { callFor } from "./call-for.js";
import { escapeJson, Head } from "./document-parts.js";
import { answerMs, startLimit } from "./time-limit.js";

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
    app: renderToString(
      <CoinsFormat.Provider value={formatCoins}>
        <DeskPage place={place} query={query} given={given} />
      </CoinsFormat.Provider>,
    ),
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
  const { signal } = new AbortController();
  const limit = startLimit(answerMs);
  const loading = loadPlace(place, new URLSearchParams(query), { call: callFor(reader, callHere), signal });
  const answer = await limit.wait(loading.catch(() => undefined));
  limit.end();
  return answer === undefined ? {} : { answer };
}
