/** Trusted HTML. Only {@link html} creates it, so that every part is either trusted or escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Part[] | undefined;

/** Joins HTML, escaping every part that is not HTML already. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(String.raw({ raw: strings }, ...parts.map(format)));
}

/** Renders text that marks `code` with backticks. */
export function renderText(text: string): Html {
  const parts = text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
  return html`${parts}`;
}

function format(part: Part): string {
  if (part === undefined) return "";
  if (part instanceof Html) return part.text;
  return Array.isArray(part) ? part.map(format).join("") : escape(String(part));
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
