import { useEffect, useState } from "preact/hooks";
import { formatPapers } from "../../domain/text/amounts.js";
import { announce } from "../shared/announce.js";
import { useDisclosure } from "../shared/disclosure.js";
import { downloadText } from "../shared/download-text.js";
import type { Copy } from "../shared/use-copy.js";
import { citationFiles, type FileFormat, fileFormats } from "./citation-formats.js";

/** So long the name of a saved file stands beside the button. */
const shownMs = 6_000;

interface CitationMenuProps {
  /** Of the downloaded file, without its ending. */
  readonly name: string;
  /** How many papers are exported. */
  readonly count: number;
  readonly write: (format: FileFormat) => Promise<string>;
  readonly copy: Copy;
}

/** Copies papers as citations, or downloads them as a file. */
export function CitationMenu({ name, count, write, copy }: CitationMenuProps) {
  const { isOpen, toggle, close, box, button, onKeyDown } = useDisclosure();
  const [hasFailed, setFailed] = useState(false);
  const [saved, setSaved] = useState<string>();
  const choose = async (format: FileFormat, use: (text: string) => unknown) => {
    close();
    setSaved(undefined);
    try {
      await use(await write(format));
      setFailed(false);
    } catch {
      setFailed(true);
      announce("The papers could not be loaded");
    }
  };
  const save = (format: FileFormat) => (text: string) => {
    const message = `${formatPapers(count)} saved as ${download(name, format, text)}`;
    announce(message);
    setSaved(message);
  };
  useEffect(() => {
    if (saved === undefined) return undefined;
    const timer = setTimeout(() => setSaved(undefined), shownMs);
    return () => clearTimeout(timer);
  }, [saved]);
  return (
    <div class="cite-menu" ref={box} onKeyDown={onKeyDown}>
      <button type="button" class="quiet" aria-expanded={isOpen} disabled={count === 0} ref={button} onClick={toggle}>
        {hasFailed ? "Export failed. Try again" : "Export"}
      </button>
      {saved !== undefined && <span class="saved"> {saved}</span>}
      <div class="menu-panel" hidden={!isOpen}>
        {fileFormats.map((format) => (
          <Format
            format={format}
            onCopy={() => void choose(format, (text) => copy(format, text))}
            onDownload={() => void choose(format, save(format))}
          />
        ))}
      </div>
    </div>
  );
}

interface FormatProps {
  readonly format: FileFormat;
  readonly onCopy: () => void;
  readonly onDownload: () => void;
}

function Format({ format, onCopy, onDownload }: FormatProps) {
  return (
    <p>
      <span>{format}</span>
      <button type="button" class="quiet" aria-label={`Copy ${format}`} onClick={onCopy}>
        Copy
      </button>
      <button type="button" class="quiet" aria-label={`Download ${format}`} onClick={onDownload}>
        Download
      </button>
    </p>
  );
}

/** Returns the name of the file. */
function download(name: string, format: FileFormat, text: string): string {
  const { ending, type } = citationFiles[format];
  downloadText({ name: `${name}.${ending}`, type, text });
  return `${name}.${ending}`;
}
