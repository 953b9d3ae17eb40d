import type { ComponentChildren, Ref } from "preact";
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Step } from "../../shell/navigation.js";
import type { View } from "../../shell/view-address.js";
import { createAskPause } from "./ask-pause.js";
import { type Filters, listHidden, noFilters } from "../filters.js";
import { SearchBox } from "./search-box.js";
import { fillFields, readFields, type SearchFields } from "./search-fields.js";
import { SearchOptions } from "./search-options.js";

export interface SearchFormHandle {
  focusBox(): void;
}

export interface SearchFormProps {
  readonly view: View;
  /** Counts the views that came from elsewhere: each is shown by the fields. */
  readonly fills: number;
  readonly onAsk: (view: View, step: Step) => void;
  /** A suggestion was chosen. */
  readonly onQuestion: (query: string) => void;
  readonly onOpen: (id: string) => void;
  readonly handle?: Ref<SearchFormHandle>;
  /** Stands with the options. */
  readonly children?: ComponentChildren;
}

/** The search box and its options. Without scripts, the browser sends the form to the same addresses. */
export function SearchForm(props: SearchFormProps) {
  const { view, handle = null, children } = props;
  const filters = view.kind === "search" ? view.filters : noFilters;
  const { fields, box, pause, change } = useFields(props, filters);
  useImperativeHandle(handle, () => ({
    focusBox() {
      box.current?.focus();
      box.current?.select();
    },
  }));
  const submit = (event: Event) => {
    event.preventDefault();
    pause.askNow();
    // On a phone the keyboard would cover the papers.
    if (matchMedia("(pointer: coarse)").matches) box.current?.blur();
  };
  return (
    <form id="search" role="search" action="./" autocomplete="off" onSubmit={submit}>
      <SearchBox
        box={box}
        text={fields.text}
        onInput={(text) => change({ text }, pause.askLater)}
        onBlur={pause.settle}
        onAsk={props.onQuestion}
        onOpen={props.onOpen}
      />
      {listHidden(filters).map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      <SearchOptions
        fields={fields}
        onChoose={(part) => change(part, pause.askNow)}
        onWeigh={(weight) => change({ weight }, pause.askLater)}
        onWeighed={pause.settle}
      >
        {children}
      </SearchOptions>
    </form>
  );
}

/** What the reader has entered, and when it is asked for. */
function useFields({ view, fills, onAsk }: SearchFormProps, filters: Filters) {
  const [fields, setFields] = useState(() => fillFields(view));
  const box = useRef<HTMLInputElement>(null);
  // A pause ends later than the rendering that began it.
  const latest = useRef({ fields, filters, onAsk });
  latest.current = { fields, filters, onAsk };
  const pause = useMemo(
    () =>
      createAskPause((step, isUnfinished) => {
        const { fields: asked, filters: within, onAsk: ask } = latest.current;
        const wanted = readFields(asked, within);
        // A blank after it says that the last word is whole.
        const isOpen = isUnfinished && !asked.text.endsWith(" ");
        ask(wanted.kind === "search" ? { ...wanted, isUnfinished: isOpen } : wanted, step);
      }),
    [],
  );
  const change = (part: Partial<SearchFields>, then: () => void) => {
    latest.current.fields = { ...latest.current.fields, ...part };
    setFields(latest.current.fields);
    then();
  };
  useLayoutEffect(() => {
    if (fills === 0) return;
    pause.cancel();
    pause.settle();
    setFields((before) => fillFields(view, before));
  }, [fills]);
  // What was typed before the script had loaded.
  useEffect(() => {
    const typed = box.current?.value ?? "";
    if (typed !== fields.text) change({ text: typed }, pause.askLater);
  }, []);
  return { fields, box, pause, change };
}
