import { useRef } from "preact/hooks";
import { formatCount } from "../../../domain/text/amounts.js";
import type { SearchView } from "../../shell/view-address.js";
import { isSameName, type NameFilter } from "../filters.js";
import { Choice } from "./choice.js";
import type { FoundValues } from "./load-facets.js";
import { useFoundValues } from "./use-found-values.js";

type Values = FoundValues["values"];

interface ValueListProps {
  readonly name: NameFilter;
  readonly title: string;
  readonly values: Values;
  /** How many values there are in all; the most frequent are given. */
  readonly size: number;
  readonly chosen: readonly string[];
  readonly view: SearchView;
  readonly onToggle: (value: string) => void;
}

const shownValues = 6;

/** Checkboxes for the most frequent values of one facet with their counts, and a search for the others. */
export function ValueList({ name, title, values, size, chosen, view, onToggle }: ValueListProps) {
  const { words, setWords, found } = useFoundValues(view, name);
  // It keeps its place while the question stays, so that the values do not move under the pointer.
  const longFor = useRef<string>(undefined);
  if (size > values.length) longFor.current = view.query;
  const listed = found ? found.values.map((value) => mark(value, chosen)) : listValues(values, chosen);
  if (values.length === 0 && chosen.length === 0) return null;
  const item = (value: FacetValue) => <Value key={value.value} name={name} value={value} onToggle={onToggle} />;
  const rest = listed.slice(shownValues);
  return (
    <fieldset class="facet">
      <legend>{title}</legend>
      {longFor.current === view.query && (
        <input
          class="find-value scripted"
          type="search"
          placeholder={`Find among ${formatCount(size)}`}
          aria-label={`Find: ${title.toLowerCase()}`}
          autocomplete="off"
          spellcheck={false}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <ul>{listed.slice(0, found ? undefined : shownValues).map(item)}</ul>
      {!found && rest.length > 0 && (
        <details>
          <summary>{`${formatCount(Math.max(size, listed.length) - shownValues)} more`}</summary>
          <ul>{rest.map(item)}</ul>
          {size > values.length && (
            <p class="hint">{`The ${values.length} with most papers. Find the others above.`}</p>
          )}
        </details>
      )}
      {found && <FoundHint found={found} />}
    </fieldset>
  );
}

function FoundHint({ found: { values, size } }: { readonly found: FoundValues }) {
  const rest = size - values.length;
  const text = size === 0 ? "None of the papers found" : rest > 0 ? `${formatCount(rest)} more contain this` : "";
  return (
    <p class="hint" role="status">
      {text}
    </p>
  );
}

interface FacetValue {
  readonly value: string;
  readonly count: number | undefined;
  readonly isChosen: boolean;
}

function mark({ value, count }: Values[number], chosen: readonly string[]): FacetValue {
  return { value, count, isChosen: chosen.some((name) => isSameName(name, value)) };
}

/** Selected values that are too rare to be counted come first, so that they can be deselected. */
function listValues(values: Values, chosen: readonly string[]): FacetValue[] {
  const isCounted = (name: string) => values.some(({ value }) => isSameName(value, name));
  const rare = chosen.filter((name) => !isCounted(name));
  return [
    ...rare.map((value) => ({ value, count: undefined, isChosen: true })),
    ...values.map((value) => mark(value, chosen)),
  ];
}

interface ValueProps {
  readonly name: string;
  readonly value: FacetValue;
  readonly onToggle: (value: string) => void;
}

function Value({ name, value: { value, count, isChosen }, onToggle }: ValueProps) {
  return (
    <li>
      <Choice name={name} value={value} isChosen={isChosen} count={count} onToggle={() => onToggle(value)} />
    </li>
  );
}
