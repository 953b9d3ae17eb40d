import { options } from "preact";
import { renderToString } from "preact-render-to-string";
import type { CreatePageRenderer, PageRequest, RenderedPage } from "../../domain/page/render-page.js";
import { nameShown, startFrom, type GivenState } from "../app/page-state.js";
import { Page, type PageEvents } from "../app/page.js";
import { describePage, type HeadTag } from "../app/page-metadata.js";
import { readMapPlace } from "../map/map-place.js";
import { CardFailures } from "../paper/card-boundary.js";
import { readView } from "../shell/view-address.js";
import { createGather } from "./gather-answer.js";

// Without it, a component that fails takes the document with it, whatever is around it.
Object.assign(options, { errorBoundaries: true });

/** Renders the first view of the page, so that it is there before any script is, or without one. */
export const createPageRenderer: CreatePageRenderer = (call, logDefect) => {
  const gather = createGather(call);
  return async ({ query, hasMap, base, reader }: PageRequest): Promise<RenderedPage> => {
    const view = readView(query);
    const given: GivenState = reader === undefined ? {} : await gather(view, reader);
    const state = startFrom(view, given, hasMap ? readMapPlace(new URLSearchParams(query)) : undefined);
    const { title, tags } = describePage(state, base);
    return {
      status: given.problem?.status ?? 200,
      head: renderToString(<Head title={title} tags={tags} />),
      app: renderToString(
        <CardFailures.Provider value={logDefect}>
          <Page state={state} events={noEvents} />
        </CardFailures.Provider>,
      ),
      shown: nameShown(state),
      given: escapeJson(given),
    };
  };
};

/** Nothing happens on a page that is being rendered: every event has a handler that is never called. */
const noEvents = new Proxy({}, { get: () => () => undefined }) as PageEvents;

function Head({ title, tags }: { readonly title: string; readonly tags: readonly HeadTag[] }) {
  return (
    <>
      <title>{title}</title>
      {tags.map(({ tag: Tag, ...attributes }) => (
        <Tag {...attributes} data-page />
      ))}
    </>
  );
}

/** JSON that cannot end the element that it stands in. */
function escapeJson(given: GivenState): string {
  return JSON.stringify(given).replaceAll("<", "\\u003c");
}
