import type { Asking } from "../search/load-view.js";

/** What the document that the server has rendered gives to the browser: the answer of its place. */
export interface GivenDesk {
  readonly answer?: unknown;
}

/** One document of the desk. Its answer is JSON: the server may give it to the browser with the document. */
export interface DeskPlace<Answer = unknown> {
  /** The title of the document, without the name of the site, and what it is about. */
  describe(answer: Answer | undefined): { readonly title: string; readonly description: string };
  /** @param query that of the address */
  load(query: URLSearchParams, asking: Required<Asking>): Promise<Answer>;
  /** Loads what the view needs to show an answer the same in browser and server. */
  prepare?(answer: Answer): Promise<void>;
  /** Begins with an answer, and asks for others itself. */
  View(props: DeskViewProps<Answer>): preact.JSX.Element;
}

export interface DeskViewProps<Answer> {
  readonly query: URLSearchParams;
  readonly answer: Answer;
}
