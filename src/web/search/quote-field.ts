/** A part of a question: a name in one field of papers, such as `venue:"ACM SIGIR"`. */
export function quoteField(field: string, name: string): string {
  return `${field}:"${name.replaceAll('"', "")}"`;
}
