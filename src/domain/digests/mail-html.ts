import { escapeXml } from "../feeds/xml-text.js";

/**
 * The frame of every mail: one column that fits from 320 px, colours of the page in light and dark, no image, no script,
 * nothing that is fetched. Styles are inline, since some programs drop the sheet; the sheet adds the dark colours.
 */
export function frameMail(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeXml(title)}</title>
<style>
@media (prefers-color-scheme: dark) {
  .ground { background: #121514 !important; color: #e4e8e5 !important; }
  .ink { color: #e4e8e5 !important; }
  .soft { color: #9ba5a1 !important; }
  .accent { color: #6ec9b6 !important; }
  .line { border-color: #2a302e !important; }
  .why { background: #1b443c !important; color: #e4e8e5 !important; }
  .button { background: #6ec9b6 !important; color: #0c1211 !important; }
}
</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#fbfbf9;color:#1a1e1d">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" style="padding:24px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:640px;table-layout:fixed"><tr><td class="ink" style="${sans};font-size:16px;line-height:1.5;color:#1a1e1d;text-align:left;overflow-wrap:anywhere;word-break:break-word">
${body}
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

const sans =
  "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Liberation Sans',Arial,sans-serif";
const serif = "font-family:ui-serif,Charter,'Palatino Linotype',Palatino,Cambria,Georgia,'Liberation Serif',serif";

export function writeHeading(text: string): string {
  return `<h1 class="ink" style="${serif};font-size:24px;line-height:1.25;font-weight:600;margin:0 0 8px;color:#1a1e1d">${escapeXml(text)}</h1>`;
}

export function writeNote(text: string): string {
  return `<p class="soft" style="margin:0 0 16px;font-size:14px;color:#56605c">${escapeXml(text)}</p>`;
}

export function writeParagraph(text: string): string {
  return `<p class="ink" style="margin:0 0 16px;color:#1a1e1d">${escapeXml(text)}</p>`;
}

export function writeButton(text: string, address: string): string {
  return `<p style="margin:0 0 16px"><a class="button" href="${escapeXml(address)}" style="display:inline-block;padding:10px 20px;border-radius:8px;background:#0b6a5d;color:#ffffff;text-decoration:none">${escapeXml(text)}</a></p>`;
}

export function writeLink(text: string, address: string): string {
  return `<a class="accent" href="${escapeXml(address)}" style="color:#0b6a5d">${escapeXml(text)}</a>`;
}

/** A paper in a digest; all texts are plain. */
export interface MailPaper {
  readonly title: string;
  readonly page: string;
  readonly byline: string;
  readonly reasons: readonly string[];
  readonly abstract: string;
  readonly links: readonly { readonly text: string; readonly address: string }[];
}

export function writePaper({ title, page, byline, reasons, abstract, links }: MailPaper): string {
  const whys = reasons.map(
    (reason) =>
      `<div style="margin:0 0 6px"><span class="why" style="display:inline-block;padding:2px 8px;border-radius:6px;font-size:13px;background:#d6ece6;color:#1a1e1d">${escapeXml(reason)}</span></div>`,
  );
  const parts = [
    `<h2 style="${serif};font-size:18px;line-height:1.3;font-weight:600;margin:0 0 4px"><a class="ink" href="${escapeXml(page)}" style="color:#1a1e1d;text-decoration:none">${escapeXml(title)}</a></h2>`,
    byline === "" ? "" : `<p class="soft" style="margin:0 0 8px;font-size:14px;color:#56605c">${escapeXml(byline)}</p>`,
    ...whys,
    abstract === ""
      ? ""
      : `<p class="ink" style="margin:4px 0 8px;font-size:15px;color:#1a1e1d">${escapeXml(abstract)}</p>`,
    `<p style="margin:0;font-size:14px">${links.map(({ text, address }) => writeLink(text, address)).join(" &nbsp; ")}</p>`,
  ];
  return `<div class="line" style="padding:16px 0;border-top:1px solid #e0e4e1">${parts.join("\n")}</div>`;
}

/** What follows the papers: why the mail came, and how it ends. */
export function writeFooter(parts: readonly string[]): string {
  return `<div class="soft line" style="padding:16px 0 0;border-top:1px solid #e0e4e1;font-size:13px;color:#56605c">${parts.join("<br>\n")}</div>`;
}
