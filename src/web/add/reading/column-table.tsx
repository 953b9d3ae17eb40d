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
export function ColumnTable({ head, name, chosen, needsTitle, onChange }: ColumnTableProps) {
  return (
    <fieldset class="columns">
      <legend class="step-sub">Columns</legend>
      <p class={needsTitle ? "columns-note asks" : "columns-note"}>
        {needsTitle
          ? "Choose Title above the column that has the titles."
          : "Above each column is the field of a paper that it fills."}
      </p>
      <div class="columns-scroll" role="region" aria-label={`First rows of ${name}`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {head.columns.map((column, at) => (
                <th key={at} scope="col">
                  <FieldChoice
                    column={column}
                    at={at}
                    onChoose={(field) => onChange(chooseColumn(head, chosen, { at, field }))}
                  />
                  <span class="column-name" dir="auto">
                    {column.name === "" ? `Column ${at + 1}` : column.name}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {head.rows.map((row, at) => (
              <tr key={at}>
                {head.columns.map((_, place) => (
                  <td key={place} dir="auto">
                    <div>{row[place]}</div>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </fieldset>
  );
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
