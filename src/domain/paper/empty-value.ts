/** Whether a value only says that there is none: `n/a`, `Unknown`, `[No author]`, `-`. */
export function isPlaceholder(value: string): boolean {
  if (value.length > maxLength) return false;
  if (/^[\s\-–—.?*_/]*$/.test(value)) return true;
  return saysNothing.test(trimSigns(value));
}

/** Whether a title only says that there is none. Such a paper is kept, since its other fields say something. */
export function isNoTitle(title: string): boolean {
  return isPlaceholder(title) || /^untitled(?: document| paper)?$/i.test(trimSigns(title));
}

/** Whether a name is that of no person: an empty value, or what ends a list that was cut. */
export function isNoAuthor(name: string): boolean {
  return isPlaceholder(name) || /^n\. ?n\.?$/i.test(name) || listEnd.test(trimSigns(name));
}

/** Whether an author is named as unnamed, which is a statement of the work itself, but poorer than any name. */
export function isAnonymous(name: string): boolean {
  return /^anon(?:ymous(?: authors?)?)?$/i.test(trimSigns(name).replace(/\(s\)?$/, "s"));
}

const maxLength = 60;
const field = "(?:abstract|authors?|title|journal|venue|publication|keywords?|name)s?(?: names?)?";
const absent = "(?:available|given|listed|specified|provided|present|found|known|stated|applicable|assigned)";
const saysNothing = new RegExp(
  `^(?:n/?a|n\\. ?a|none|null|undefined|unknown|unspecified|(?:not|none) ${absent}` +
    `|(?:no|unknown) ${field}(?: (?:is |are )?${absent})?|${field} (?:is |are )?(?:unknown|not ${absent}))$`,
  "i",
);
const listEnd = /^(?:et\.? al(?:ii|ia)?|and others|others)$/i;

function trimSigns(value: string): string {
  return value.replace(/^[^\p{L}\p{N}]+/u, "").replace(/(?<=[\p{L}\p{N}])[^\p{L}\p{N}]+$/u, "");
}
