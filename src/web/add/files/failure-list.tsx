import type { JobFailure } from "../../../domain/jobs/job.js";
import type { JobNotice } from "../../../domain/jobs/notice.js";
import type { FormatName } from "../../../domain/sources/paper-format.js";
import { nameNumber } from "../../../domain/sources/record-number.js";
import { formatCount } from "../../../domain/text/amounts.js";

interface FailureListProps {
  readonly failures: readonly JobFailure[];
  /** Of all failures, of which those listed are the first. */
  readonly total: number;
  /** Of the file, if it is known: then rows and records have their own names. */
  readonly format?: FormatName | undefined;
}

/** So many are seen at once; the others open on request. */
const maxShown = 10;

/** Lists where and why records failed, and how many more did. The reasons quote untrusted text. */
export function FailureList({ failures, total, format }: FailureListProps) {
  // One alone is not worth a click.
  const isLong = failures.length > maxShown + 1;
  const shown = isLong ? failures.slice(0, maxShown) : failures;
  const others = failures.slice(shown.length);
  return (
    <>
      <Failures failures={shown} format={format} />
      {others.length > 0 && (
        <details class="more-failures">
          <summary>Show {formatCount(others.length)} more</summary>
          <Failures failures={others} format={format} />
        </details>
      )}
      <More count={total - failures.length} />
    </>
  );
}

function Failures({ failures, format }: Omit<FailureListProps, "total">) {
  return (
    <ol class="failures">
      {failures.map((failure, at) => (
        <li key={at}>
          <FailurePlace {...failure} format={format} /> {failure.reason}
        </li>
      ))}
    </ol>
  );
}

/** The key of an entry says more than the line where it is. */
function FailurePlace({ line, id, format }: JobFailure & Pick<FailureListProps, "format">) {
  const unit = nameNumber(format);
  const place = line === undefined || unit === undefined ? undefined : `${unit} ${formatCount(line)}`;
  if (id === undefined) return <span class="failure-place">{place}</span>;
  return (
    <>
      <strong class="failure-key" dir="auto">
        {id}
      </strong>{" "}
      <span class="failure-place">{place}</span>
    </>
  );
}

interface NoticeListProps extends Omit<FailureListProps, "failures"> {
  readonly notices: readonly JobNotice[];
}

/** The same for records that were imported, by the key that their source has; a hash as the id says nothing. */
export function NoticeList({ notices, ...props }: NoticeListProps) {
  const failures = notices.map(({ notice, line, id, key = id?.startsWith("sha256:") ? undefined : id }) => ({
    ...(line !== undefined && { line }),
    ...(key !== undefined && { id: key }),
    reason: notice,
  }));
  return <FailureList {...props} failures={failures} />;
}

interface MoreProps {
  readonly count: number;
  /** Where the others are seen. */
  readonly where?: string;
}

export function More({ count, where = "" }: MoreProps) {
  return count > 0 ? (
    <p class="list-more">
      and {formatCount(count)} more{where}
    </p>
  ) : null;
}
