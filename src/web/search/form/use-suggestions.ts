import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import { foldText } from "../../../domain/text/fold-text.js";
import { formatPapers } from "../../../domain/text/amounts.js";
import { call } from "../../shared/server.js";
import { quoteField } from "../quote-field.js";
import { ownQuestions, rememberQuestion } from "./own-questions.js";

export interface SuggestionEvents {
  readonly onAsk: (query: string) => void;
  readonly onOpen: (id: string) => void;
}

export interface Choice {
  readonly text: string;
  readonly hint: string;
  readonly choose: () => void;
}

/** Short enough to keep up with typing; the search itself waits longer. */
const pauseMs = 100;
const maxOwn = 3;
const maxChoices = 8;
/** The API's limit for the text that is to be completed. */
const maxTyped = 200;

/** The list below the box: what it offers, and the keys that move in it. */
export function useSuggestions(box: RefObject<HTMLInputElement | null>, events: SuggestionEvents) {
  const [{ choices, active }, setList] = useState<{ choices: readonly Choice[]; active: number }>(emptyList);
  const asking = useRef<{ timer?: ReturnType<typeof setTimeout>; abort?: AbortController }>({});
  const stop = () => {
    clearTimeout(asking.current.timer);
    asking.current.abort?.abort();
  };
  const close = () => {
    stop();
    setList(emptyList);
  };
  const suggest = async () => {
    stop();
    const { signal } = (asking.current.abort = new AbortController());
    const found = await listChoices(box.current?.value.trim() ?? "", signal, rememberAsked(events));
    if (!signal.aborted && document.activeElement === box.current) setList({ choices: found, active: -1 });
  };
  const pick = (index: number) => {
    close();
    choices[index]?.choose();
  };
  /** Handles a key of the box for the list; returns whether it was for the list. */
  const pressInList = (key: string): boolean => {
    const next = moveIn(choices, active, key);
    if (next !== undefined) setList({ choices, active: next });
    else if (choices.length === 0) return false;
    else if (key === "Escape") close();
    else if (key === "Enter" && active >= 0) pick(active);
    else return false;
    return true;
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const typed = box.current?.value.trim() ?? "";
    if (pressInList(event.key)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "ArrowDown" && typed === "") void suggest();
    else if (event.key === "Enter") {
      if (typed !== "") rememberQuestion(typed);
      close();
    }
  };
  const suggestLater = () => {
    clearTimeout(asking.current.timer);
    asking.current.timer = setTimeout(() => void suggest(), pauseMs);
  };
  return { choices, active, pick, press, close, suggestLater };
}

/** What is chosen from the list is a question that the reader has asked. */
function rememberAsked(events: SuggestionEvents): SuggestionEvents {
  const onAsk = (query: string) => {
    rememberQuestion(query);
    events.onAsk(query);
  };
  return { ...events, onAsk };
}

/** Where an arrow leads in the list; the box itself is between its end and its start. */
function moveIn({ length }: readonly Choice[], active: number, key: string): number | undefined {
  if (length === 0) return undefined;
  if (key === "ArrowDown") return active + 1 < length ? active + 1 : -1;
  return key === "ArrowUp" ? (active < 0 ? length : active) - 1 : undefined;
}

const emptyList = { choices: [], active: -1 };

/** The reader's own questions first, then what the library knows. */
async function listChoices(typed: string, signal: AbortSignal, events: SuggestionEvents): Promise<readonly Choice[]> {
  const own = listOwn(ownQuestions.read(), typed);
  const kept = own.map((text) => ({ text, hint: "asked before", choose: () => events.onAsk(text) }));
  const isShort = typed !== "" && typed.length <= maxTyped;
  const found = isShort ? await load(typed, signal, events).catch(() => []) : [];
  return [...kept, ...found].slice(0, maxChoices);
}

/** The reader's own questions that have a word beginning with what is typed. */
function listOwn(questions: readonly string[], typed: string): readonly string[] {
  const folded = foldText(typed);
  const fits = questions.filter((question) => question !== typed && ` ${foldText(question)}`.includes(` ${folded}`));
  return fits.slice(0, typed === "" ? maxChoices : maxOwn);
}

async function load(typed: string, signal: AbortSignal, { onAsk, onOpen }: SuggestionEvents): Promise<Choice[]> {
  const { suggestions } = await call("GET /v1/suggest", { query: { q: typed, limit: maxChoices }, signal });
  return suggestions.map(({ kind, text, id, papers }) => {
    const count = papers === undefined ? "" : ` · ${formatPapers(papers)}`;
    if (kind === "title" && id !== undefined) return { text, hint: "paper", choose: () => onOpen(id) };
    if (kind === "author" || kind === "venue")
      return { text, hint: `${kind}${count}`, choose: () => onAsk(quoteField(kind, text)) };
    return { text, hint: count.slice(3), choose: () => onAsk(text) };
  });
}
