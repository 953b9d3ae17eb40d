import { formatBytes } from "../../../domain/text/amounts.js";

interface UploadBarProps {
  readonly bytes: number;
  readonly sent: number;
  /** What the server does once it has the file. */
  readonly next: string;
  readonly label: string;
}

/** Shows how much of a file has been sent and, once all of it has, what the server is doing. */
export function UploadBar({ bytes, sent, next, label }: UploadBarProps) {
  const isSent = sent >= bytes;
  return (
    <div class="upload">
      <progress class="bar" aria-label={label} max={Math.max(1, bytes)} {...(!isSent && { value: sent })} />
      <p class="step-facts">{isSent ? next : `${formatBytes(sent)} of ${formatBytes(bytes)} sent`}</p>
    </div>
  );
}
