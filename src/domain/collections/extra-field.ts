/**
 * Whether a line of a note is a field that Zotero keeps in its Extra, such as `PMID: 1` or `original-date: 1990`. It is
 * about the paper, not what a reader says.
 */
export function isExtraField(line: string): boolean {
  return extraField.test(line);
}

const extraField =
  /^\s*(?:citation key|doi|arxiv|pmid|pmcid|issn|isbn|oclc|lccn|mr|zbl|jstor|hdl|googlebooksid|type|event-?(?:place|date|title)?|place|publisher(?:-place)?|issued|original-?(?:date|title|publisher(?:-place)?|author)|container-title|number(?:-of-(?:pages|volumes))?|_eprint|number|issue|pages|volume|section|ads bibcode|titleTranslation|tex\.[\w.-]+)\s*[:=]\s*\S/i;
