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

/** Lists where and why records failed, and how many more did. The reasons quote untrusted text. */
export function FailureList({ failures, total, format }: FailureListProps) {
  return (
    <>
      <ol class="failures">
        {failures.map((failure, at) => (
          <li key={at}>
            <FailurePlace {...failure} format={format} /> {failure.reason}
          </li>
        ))}
      </ol>
      <More count={total - failures.length} />
    </>
  );
}

/** The key of an entry says more than the line where it is. */
function FailurePlace({ line, id, format }: JobFailure & Pick<FailureListProps, "format">) {
  const place = line === undefined ? undefined : `${nameNumber(format)} ${formatCount(line)}`;
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

/** The same for records that were imported. */
export function NoticeList({ notices, ...props }: NoticeListProps) {
  return <FailureList {...props} failures={notices.map(({ notice, ...place }) => ({ ...place, reason: notice }))} />;
}

export function More({ count }: { readonly count: number }) {
  return count > 0 ? <p class="list-more">and {formatCount(count)} more</p> : null;
}
