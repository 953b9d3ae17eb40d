import type { FormatName } from "../../../domain/sources/paper-format.js";
import { PaperkinError, type Workbook } from "../../../client/client-error.js";
import { ColumnTable } from "./column-table.js";
import type { Choice, Entry } from "../files/entry.js";
import { listFormats, nameFormat } from "./format-names.js";

interface ReadingChoiceProps {
  readonly entry: Entry;
  readonly onChoose: (choice: Choice) => void;
}

/** How a file is read: its format and, for a table, the field of each column. Both can be changed. */
export function ReadingChoice({ entry, onChoose }: ReadingChoiceProps) {
  const { table, choice, step, workbook } = entry;
  const failed = step.kind === "failed" && step.problem instanceof PaperkinError ? step.problem : undefined;
  const needsTitle = failed?.errors.some(({ path }) => path === "map.title") ?? false;
  return (
    <div class="reading-choice">
      <FormatChoice entry={entry} onChoose={(format) => onChoose(format === undefined ? {} : { format })} />
      {workbook && (
        <SheetChoice
          id={`sheet-${entry.id}`}
          {...workbook}
          // The columns of one sheet are not those of another.
          onChoose={(sheet) => onChoose({ ...(choice.format && { format: choice.format }), sheet })}
        />
      )}
      {table && (
        <ColumnTable
          head={table}
          name={entry.path}
          chosen={choice.columns ?? {}}
          needsTitle={needsTitle}
          onChange={(columns) => onChoose({ ...choice, columns })}
        />
      )}
    </div>
  );
}

interface SheetChoiceProps extends Workbook {
  readonly id: string;
  readonly onChoose: (sheet: string) => void;
}

function SheetChoice({ id, sheet, sheets, onChoose }: SheetChoiceProps) {
  return (
    <p class="format-choice">
      <label for={id}>Sheet</label>
      <select id={id} value={sheet} onChange={({ currentTarget: { value } }) => onChoose(value)}>
        {sheets.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
}

interface FormatChoiceProps {
  readonly entry: Entry;
  readonly onChoose: (format: FormatName | undefined) => void;
}

function FormatChoice({ entry: { id, seen, choice, step }, onChoose }: FormatChoiceProps) {
  const detected = step.kind === "failed" || choice.format !== undefined ? undefined : seen?.source?.format;
  const automatic = detected === undefined ? "Detect it" : `Detected: ${nameFormat(detected)}`;
  return (
    <p class="format-choice">
      <label for={`format-${id}`}>Format</label>
      <select
        id={`format-${id}`}
        value={choice.format ?? ""}
        onChange={({ currentTarget: { value } }) => onChoose(value === "" ? undefined : (value as FormatName))}
      >
        <option value="">{automatic}</option>
        {listFormats().map(([name, label]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
    </p>
  );
}
