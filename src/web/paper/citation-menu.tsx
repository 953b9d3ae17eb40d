import { useState } from "preact/hooks";
import type { Paper } from "../../domain/paper/paper.js";
import { announce } from "../shared/announce.js";
import { useDisclosure } from "../shared/disclosure.js";
import { downloadText } from "../shared/download-text.js";
import type { Copy } from "../shared/use-copy.js";
import { citationFiles, type FileFormat, fileFormats } from "./citation-formats.js";
import { writeFile } from "./citations.js";

interface CitationMenuProps {
  /** Of the downloaded file, without its ending. */
  readonly name: string;
  readonly isDisabled?: boolean;
  readonly load: () => Promise<readonly Paper[]>;
  readonly copy: Copy;
}

/** Copies papers as citations, or downloads them as a file. */
export function CitationMenu({ name, isDisabled = false, load, copy }: CitationMenuProps) {
  const { isOpen, toggle, close, box, button, onKeyDown } = useDisclosure();
  const [hasFailed, setFailed] = useState(false);
  const choose = async (format: FileFormat, use: (text: string) => unknown) => {
    close();
    try {
      await use(await writeFile(await load(), format));
      setFailed(false);
    } catch {
      setFailed(true);
      announce("The papers could not be loaded");
    }
  };
  return (
    <div class="cite-menu" ref={box} onKeyDown={onKeyDown}>
      <button type="button" class="quiet" aria-expanded={isOpen} disabled={isDisabled} ref={button} onClick={toggle}>
        {hasFailed ? "Export failed. Try again" : "Export"}
      </button>
      <div class="menu-panel" hidden={!isOpen}>
        {fileFormats.map((format) => (
          <Format
            format={format}
            onCopy={() => void choose(format, (text) => copy(format, text))}
            onDownload={() => void choose(format, (text) => download(name, format, text))}
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

function download(name: string, format: FileFormat, text: string): void {
  const { ending, type } = citationFiles[format];
  downloadText({ name: `${name}.${ending}`, type, text });
  announce(`${format} downloaded`);
}
