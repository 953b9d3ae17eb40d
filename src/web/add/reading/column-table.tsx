import { useState } from "preact/hooks";
import type { ColumnMapping } from "../../../domain/sources/column-mapping.js";
import type { TableHead } from "../../../domain/tables/table-head.js";
import { chooseColumn, fieldLabels, nameOwnField } from "./choose-column.js";

interface ColumnTableProps {
  readonly head: TableHead;
  /** Of the file. */
  readonly name: string;
  readonly chosen: ColumnMapping;
  /** Whether no column has titles yet. */
  readonly needsTitle: boolean;
  readonly onChange: (chosen: ColumnMapping) => void;
}

/** The first rows of a table, with the field that each column fills, which can be changed. */
export function ColumnTable({ needsTitle, ...table }: ColumnTableProps) {
  const { columns } = table.head;
  const [showsAll, showAll] = useState(false);
  const all = [...columns.keys()];
  const filled = all.filter((at) => columns[at]?.field !== undefined || isFilled(table.head, at));
  const hidden = all.length - filled.length;
  const isCut = !showsAll && hidden >= minHidden;
  return (
    <fieldset class="columns">
      <legend class="step-sub">Columns</legend>
      <p class={needsTitle ? "columns-note asks" : "columns-note"}>
        {needsTitle
          ? "Choose Title above the column that has the titles."
          : "Above each column is the field of a paper that it fills."}
      </p>
      <FirstRows {...table} places={isCut ? filled : all} />
      {isCut && (
        <button class="act" type="button" onClick={() => showAll(true)}>
          Show the {hidden} columns that are empty in these rows
        </button>
      )}
    </fieldset>
  );
}

interface FirstRowsProps extends Omit<ColumnTableProps, "needsTitle"> {
  /** Of the columns that are shown. */
  readonly places: readonly number[];
}

function FirstRows({ head, name, chosen, places, onChange }: FirstRowsProps) {
  return (
    <div class="columns-scroll" role="region" aria-label={`First rows of ${name}`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {places.map((at) => (
              <th key={at} scope="col">
                <FieldChoice
                  column={head.columns[at]!}
                  at={at}
                  onChoose={(field) => onChange(chooseColumn(head, chosen, { at, field }))}
                />
                <span class="column-name" dir="auto">
                  {nameColumn(head, at)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {head.rows.map((row, at) => (
            <tr key={at}>
              {places.map((place) => (
                <td key={place} dir="auto">
                  <div>{row[place]}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Fewer are not worth a click. Reference managers write a column for every field that they know. */
const minHidden = 3;

function isFilled({ rows }: TableHead, at: number): boolean {
  return rows.some((row) => (row[at] ?? "") !== "");
}

function nameColumn({ columns }: TableHead, at: number): string {
  const { name = "" } = columns[at] ?? {};
  return name === "" ? `Column ${at + 1}` : name;
}

interface FieldChoiceProps {
  readonly column: TableHead["columns"][number];
  readonly at: number;
  readonly onChoose: (field: string | undefined) => void;
}

function FieldChoice({ column: { name, field }, at, onChoose }: FieldChoiceProps) {
  const own = field?.startsWith("extra.") ? field : nameOwnField(name);
  return (
    <select
      aria-label={`Field of the column ${name === "" ? at + 1 : name}`}
      class={field === undefined ? "unread" : ""}
      value={field ?? ""}
      // The server finds columns by their names.
      disabled={name === ""}
      onChange={({ currentTarget: { value } }) => onChoose(value === "" ? undefined : value)}
    >
      <option value="">Not read</option>
      {fieldLabels.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
      {own !== undefined && <option value={own}>Own field “{own.slice("extra.".length)}”</option>}
      {field === "extra" && <option value="extra">Own fields</option>}
    </select>
  );
}
