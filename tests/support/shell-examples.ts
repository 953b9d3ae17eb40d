/** A request as an example shows it, as a command for curl. */
export interface ShownRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The name of a file in place of a body. */
  readonly file?: string;
}

/** An example of a call in the API's own documentation. */
export interface ShownCall {
  readonly operation: string;
  readonly requests: readonly ShownRequest[];
  readonly status: number;
  /** As text; empty where no answer is shown. */
  readonly answer: string;
}

/** The examples of the page `/docs`. */
export function readShownCalls(page: string): readonly ShownCall[] {
  return page
    .split(/<section class="call" id="/)
    .slice(1)
    .map((section) => {
      const [, status = "", answer = ""] =
        /<pre class="answer"[^>]*><span class="status">(\d*)<\/span>\s*<code>(.*?)<\/code>/s.exec(section) ?? [];
      const commands = [...section.matchAll(/<pre class="request"[^>]*><code>(.*?)<\/code>/gs)];
      return {
        operation: section.slice(0, section.indexOf('"')),
        requests: commands.map(([, command = ""]) => parseCurl(unescapeHtml(command))),
        status: Number(status),
        answer: unescapeHtml(answer),
      };
    });
}

/** The commands for curl in the shell examples of a document. */
export function readCurlExamples(markdown: string): readonly string[] {
  const blocks = [...markdown.matchAll(/```sh\n(.*?)```/gs)].map(([, block = ""]) => block);
  return blocks.flatMap((block) => splitCommands(block).filter((command) => command.startsWith("curl ")));
}

/** Commands end with their line, unless a quotation is open or a backslash continues it. */
function splitCommands(block: string): readonly string[] {
  return [...block.matchAll(/(?:'[^']*'|"[^"]*"|\\[^]|[^'"\\\n])+/g)].map(([command]) => command.trim());
}

export function parseCurl(command: string): ShownRequest {
  const [program, ...words] = splitWords(command);
  if (program !== "curl") throw new Error(`not a command for curl: ${command}`);
  let method: string | undefined;
  let url: string | undefined;
  const content: { body?: string; file?: string } = {};
  const headers: Record<string, string> = {};
  while (words.length > 0) {
    const word = words.shift()!;
    if (word === "-N") continue;
    if (!word.startsWith("-")) url = word;
    else if (word === "-X") method = words.shift();
    else if (word === "-H") {
      const [name = "", value = ""] = words.shift()!.split(/: (.*)/s);
      headers[name.toLowerCase()] = value;
    } else if (word === "--data-raw") content.body = words.shift()!;
    else if (word === "-d" || word === "--data-binary") {
      const text = words.shift()!;
      if (text.startsWith("@")) content.file = text.slice(1);
      else content.body = text;
    } else throw new Error(`an option that no example had before: ${word}`);
  }
  if (url === undefined) throw new Error(`no address: ${command}`);
  return { method: method ?? (Object.keys(content).length === 0 ? "GET" : "POST"), url, headers, ...content };
}

/** Words as a shell splits them; variables are left as they are. */
function splitWords(command: string): string[] {
  const pieces = command.replaceAll("\\\n", " ").matchAll(/\s+|'([^']*)'|"([^"]*)"|\\(.)|([^\s'"\\]+)/gs);
  const words: string[] = [];
  let word: string | undefined;
  for (const [piece, single, double, escaped, bare] of pieces) {
    const text = single ?? double ?? escaped ?? bare;
    if (text !== undefined) word = (word ?? "") + text;
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    } else if (piece.trim() !== "") throw new Error(`cannot be split into words: ${command}`);
  }
  return word === undefined ? words : [...words, word];
}

function unescapeHtml(text: string): string {
  return text
    .replace(/<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
