import type { ComponentChildren } from "preact";
import type { Mode, Sort } from "../../shell/view-address.js";
import type { SearchFields } from "./search-fields.js";

interface SearchOptionsProps {
  readonly fields: SearchFields;
  readonly onChoose: (part: Partial<SearchFields>) => void;
  readonly onWeigh: (weight: number) => void;
  readonly onWeighed: () => void;
  readonly children?: ComponentChildren;
}

const modeNames: readonly (readonly [Mode, string])[] = [
  ["hybrid", "Best match"],
  ["semantic", "Meaning"],
  ["keyword", "Keywords"],
];
const sortNames: readonly (readonly [Sort, string])[] = [
  ["relevance", "Relevance"],
  ["date", "Newest"],
  ["oldest", "Oldest"],
  ["title", "Title"],
];

/** How the papers are ranked and sorted. */
export function SearchOptions({ fields, onChoose, onWeigh, onWeighed, children }: SearchOptionsProps) {
  const { mode, sort, weight } = fields;
  return (
    <div class="options" id="options">
      <Choice
        name="mode"
        legend="Rank by"
        names={modeNames}
        chosen={mode}
        onChoose={(next) => onChoose({ mode: next })}
      />
      {/* The slider applies only to the hybrid mode, which combines keywords and meaning. */}
      <div class="weight scripted" id="weight-field" hidden={mode !== "hybrid"}>
        <span aria-hidden="true">keywords</span>
        <input
          id="weight"
          class="slider"
          type="range"
          min="0"
          max="1"
          step="0.05"
          value={weight}
          aria-label="Balance between keywords and meaning"
          aria-valuetext={`${Math.round(weight * 100)}% meaning`}
          onInput={({ currentTarget }) => onWeigh(Number(currentTarget.value))}
          onChange={onWeighed}
        />
        <span aria-hidden="true">meaning</span>
      </div>
      <Choice
        name="sort"
        legend="Sort by"
        names={sortNames}
        chosen={sort}
        onChoose={(next) => onChoose({ sort: next })}
      />
      {children}
    </div>
  );
}

interface ChoiceProps<Name extends string> {
  readonly name: string;
  readonly legend: string;
  readonly names: readonly (readonly [Name, string])[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
}

function Choice<Name extends string>({ name, legend, names, chosen, onChoose }: ChoiceProps<Name>) {
  return (
    <fieldset class={`choice ${name}s`}>
      <legend class="unseen">{legend}</legend>
      {names.map(([value, label]) => (
        <label key={value}>
          <input type="radio" name={name} value={value} checked={value === chosen} onChange={() => onChoose(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
