/** Lets the browser save a text as a file. */
export function downloadText({ name, type, text }: { name: string; type: string; text: string }): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // Some browsers read the address only after the click has ended.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The name of a file without its ending: `Thesis, chapter 2` becomes `Thesis-chapter-2`. */
export function nameFile(title: string): string {
  return title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "papers";
}
