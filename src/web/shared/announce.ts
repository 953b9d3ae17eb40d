const shownMs = 2_000;

/** Tells readers of a screen reader what a press of a button did. */
export function announce(message: string): void {
  const line = document.getElementById("announcement");
  if (!line) return;
  line.textContent = message;
  setTimeout(() => {
    // Keep a later announcement.
    if (line.textContent === message) line.textContent = "";
  }, shownMs);
}
