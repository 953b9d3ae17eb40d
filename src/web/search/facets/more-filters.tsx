import type { ComponentChildren } from "preact";
import { type HeldField, heldFields } from "../../../domain/search/held-fields.js";
import { type Filters, isSameName, nameOwn, requireField, splitOwn, toggleName } from "../filters.js";
import { fieldNames } from "../list-chosen.js";
import { Choice } from "./choice.js";
import type { CountedFacets } from "./load-facets.js";

interface FiltersProps {
  readonly facets: CountedFacets;
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

/** Dates by day, what papers have and lack, and retractions. */
export function MoreFilters(props: FiltersProps) {
  return (
    <>
      <Dates {...props} />
      <Fields {...props} />
      <Retracted {...props} />
    </>
  );
}

function Dates({ filters, onChange }: FiltersProps) {
  const bounds = [
    ["dateFrom", "From day"],
    ["dateTo", "To day"],
  ] as const;
  return (
    <fieldset class="facet days">
      <legend>Date</legend>
      {bounds.map(([name, label]) => (
        <label key={name}>
          {label}
          <input
            type="date"
            form="search"
            name={name}
            min="1000-01-01"
            max="2999-12-31"
            value={filters[name] ?? ""}
            onChange={(event) => onChange({ ...filters, [name]: event.currentTarget.value || undefined })}
          />
        </label>
      ))}
    </fieldset>
  );
}

/** Fields that some of the papers have and others lack, and those that are asked for. */
function Fields({ facets, filters, onChange }: FiltersProps) {
  const { has = [], total = 0 } = facets;
  const counts = new Map<string, number>(has.map(({ value, count }) => [value, count]));
  const rows = heldFields.filter((field) => {
    const count = counts.get(field) ?? 0;
    return filters.has.includes(field) || filters.missing.includes(field) || (count > 0 && count < total);
  });
  if (rows.length === 0) return null;
  const choose = (field: HeldField, wanted: "has" | "missing") =>
    onChange(requireField(filters, field, filters[wanted].includes(field) ? undefined : wanted));
  const list = (wanted: "has" | "missing", count: (field: HeldField) => number) => (
    <Group title={wanted === "has" ? "Only with" : "Only without"}>
      {rows
        .filter((field) => count(field) > 0 || filters[wanted].includes(field))
        .map((field) => (
          <li key={field}>
            <Choice
              name={wanted}
              value={field}
              label={fieldNames[field]}
              count={count(field)}
              isChosen={filters[wanted].includes(field)}
              onToggle={() => choose(field, wanted)}
            />
          </li>
        ))}
    </Group>
  );
  return (
    <>
      {list("has", (field) => counts.get(field) ?? 0)}
      {list("missing", (field) => total - (counts.get(field) ?? 0))}
    </>
  );
}

/** Shown where some of the papers are retracted. */
function Retracted({ facets: { retracted = [] }, filters, onChange }: FiltersProps) {
  const count = (value: string) => retracted.find((counted) => counted.value === value)?.count;
  if (count("true") === undefined && filters.retracted === undefined) return null;
  return (
    <Group title="Retraction">
      {[true, false].map((value) => (
        <li key={String(value)}>
          <Choice
            name="retracted"
            value={String(value)}
            label={value ? "retracted" : "not retracted"}
            count={count(String(value))}
            isChosen={filters.retracted === value}
            onToggle={() => onChange({ ...filters, retracted: filters.retracted === value ? undefined : value })}
          />
        </li>
      ))}
    </Group>
  );
}

/** The values of own fields, a list for each field. */
export function OwnFields({ facets: { extra = [] }, filters, onChange }: FiltersProps) {
  const rare = filters.extra.filter((own) => !extra.some(({ value }) => isSameName(value, own)));
  const values = [...rare.map((value) => ({ value, count: undefined })), ...extra];
  const names = [...new Set(values.map(({ value }) => splitOwn(value)[0]))];
  return (
    <>
      {names.map((name) => (
        <Group key={name} title={name}>
          {values
            .filter(({ value }) => splitOwn(value)[0] === name)
            .map(({ value, count }) => (
              <li key={value}>
                <Choice
                  name={nameOwn(value)[0]}
                  value={nameOwn(value)[1]}
                  count={count}
                  isChosen={filters.extra.some((own) => isSameName(own, value))}
                  onToggle={() => onChange(toggleName(filters, "extra", value))}
                />
              </li>
            ))}
        </Group>
      ))}
    </>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <fieldset class="facet">
      <legend>
        <bdi>{title}</bdi>
      </legend>
      <ul>{children}</ul>
    </fieldset>
  );
}
