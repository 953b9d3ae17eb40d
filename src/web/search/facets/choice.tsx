import { formatCount } from "../../../domain/text/amounts.js";

interface ChoiceProps {
  /** The parameter of the page's address. */
  readonly name: string;
  readonly value: string;
  readonly label?: string;
  readonly count: number | undefined;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

/** A checkbox of a filter, which the search form sends where there are no scripts. */
export function Choice({ name, value, label = value, count, isChosen, onToggle }: ChoiceProps) {
  return (
    <label title={label}>
      <input type="checkbox" form="search" name={name} value={value} checked={isChosen} onChange={onToggle} />
      <bdi class="value">{label}</bdi>
      {count !== undefined && <span class="number">{formatCount(count)}</span>}
    </label>
  );
}
