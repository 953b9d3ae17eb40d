import { options } from "preact";
import { renderToString } from "preact-render-to-string";
import { formatCoins } from "../../domain/citation/coins.js";
import { listPageFields } from "../../domain/citation/page-fields.js";
import type { CreatePageRenderer, PageRequest, RenderedPage } from "../../domain/page/render-page.js";
import { nameShown, startFrom, type GivenState } from "../app/page-state.js";
import { Page, type PageEvents } from "../app/page.js";
import { describePage } from "../app/page-metadata.js";
import { isDeskPlace } from "../desk/desk-places.js";
import { readMapPlace } from "../map/map-place.js";
import { CardFailures } from "../paper/card-boundary.js";
import { CoinsFormat } from "../paper/coins.js";
import { readView } from "../shell/view-address.js";
import { escapeJson, Head } from "./document-parts.js";
import { createGather } from "./gather-answer.js";
import { renderDesk } from "./render-desk.js";

// Without it, a component that fails takes the document with it, whatever is around it.
Object.assign(options, { errorBoundaries: true });

/** Renders the first view of the page, so that it is there before any script is, or without one. */
export const createPageRenderer: CreatePageRenderer = (call, logDefect) => {
  const gather = createGather(call);
  return async (request: PageRequest): Promise<RenderedPage> => {
    const { document, query, base, reader } = request;
    if (isDeskPlace(document)) return renderDesk(document, request, call);
    const view = readView(query);
    const given: GivenState = reader === undefined ? {} : await gather(view, reader);
    const state = startFrom(view, given, document === "map" ? readMapPlace(new URLSearchParams(query)) : undefined);
    const { title, tags } = describePage(state, { base, listFields: listPageFields });
    return {
      status: given.problem?.status ?? 200,
      head: renderToString(<Head title={title} tags={tags} />),
      app: renderToString(
        <CardFailures.Provider value={logDefect}>
          <CoinsFormat.Provider value={formatCoins}>
            <Page state={state} events={noEvents} />
          </CoinsFormat.Provider>
        </CardFailures.Provider>,
      ),
      shown: nameShown(state),
      given: escapeJson(given),
    };
  };
};

/** Nothing happens on a page that is being rendered: every event has a handler that is never called. */
const noEvents = new Proxy({}, { get: () => () => undefined }) as PageEvents;
