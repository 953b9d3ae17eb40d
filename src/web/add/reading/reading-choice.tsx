import type { FormatName } from "../../../domain/sources/paper-format.js";
import { PaperkinError } from "../../../client/client-error.js";
import { ColumnTable } from "./column-table.js";
import type { Choice, Entry } from "../files/entry.js";
import { listFormats, nameFormat } from "./format-names.js";

interface ReadingChoiceProps {
  readonly entry: Entry;
  readonly onChoose: (choice: Choice) => void;
}

/** How a file is read: its format and, for a table, the field of each column. Both can be changed. */
export function ReadingChoice({ entry, onChoose }: ReadingChoiceProps) {
  const { table, choice, step } = entry;
  const failed = step.kind === "failed" && step.problem instanceof PaperkinError ? step.problem : undefined;
  const needsTitle = failed?.errors.some(({ path }) => path === "map.title") ?? false;
  return (
    <div class="reading-choice">
      <FormatChoice entry={entry} onChoose={(format) => onChoose(format === undefined ? {} : { format })} />
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
