import type { RefObject } from "preact";
import { useSuggestions, type Choice, type SuggestionEvents } from "./use-suggestions.js";

interface SearchBoxProps extends SuggestionEvents {
  readonly box: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly onInput: (text: string) => void;
  readonly onBlur: () => void;
}

/** The box and what completes its text: a combobox with a list (WAI-ARIA). */
export function SearchBox({ box, text, onInput, onBlur, onAsk, onOpen }: SearchBoxProps) {
  const { choices, active, pick, suggestLater, press, close } = useSuggestions(box, { onAsk, onOpen });
  // While a word is composed (Japanese, Chinese, Korean), the box contains half a word.
  const input = (event: InputEvent & { readonly currentTarget: HTMLInputElement }) => {
    if (event.isComposing) return;
    onInput(event.currentTarget.value);
    suggestLater();
  };
  const leave = () => {
    onBlur();
    close();
  };
  return (
    <div class="box">
      <label class="unseen" for="query">
        Search papers by question, topic, title, DOI or arXiv ID
      </label>
      <input
        id="query"
        name="q"
        type="search"
        dir="auto"
        maxLength={10_000}
        placeholder="What are you looking for?"
        enterkeyhint="search"
        autocapitalize="none"
        spellcheck={false}
        autocomplete="off"
        role="combobox"
        aria-expanded={choices.length > 0}
        aria-controls="suggestions"
        list={undefined}
        aria-autocomplete="list"
        aria-activedescendant={active < 0 ? undefined : `suggestion-${active}`}
        ref={box}
        value={text}
        onInput={input}
        onCompositionEnd={({ currentTarget }) => onInput(currentTarget.value)}
        onBlur={leave}
        onKeyDown={press}
      />
      <kbd aria-hidden="true">/</kbd>
      <SuggestionList choices={choices} active={active} onPick={pick} />
      <button class="unscripted strong" type="submit">
        Search
      </button>
    </div>
  );
}

interface SuggestionListProps {
  readonly choices: readonly Choice[];
  readonly active: number;
  readonly onPick: (index: number) => void;
}

function SuggestionList({ choices, active, onPick }: SuggestionListProps) {
  return (
    <ul
      class="suggestions"
      id="suggestions"
      role="listbox"
      aria-label="Suggestions"
      hidden={choices.length === 0}
      // The list must not take the focus from the box.
      onPointerDown={(event) => event.preventDefault()}
    >
      {choices.map(({ text, hint }, at) => (
        <li key={at} role="option" id={`suggestion-${at}`} aria-selected={at === active} onClick={() => onPick(at)}>
          <span dir="auto">{text}</span>
          <span class="hint">{hint}</span>
        </li>
      ))}
    </ul>
  );
}
