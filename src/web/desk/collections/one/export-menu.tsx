import { citationFiles, type FileFormat, fileFormats } from "../../../paper/citation-formats.js";
import { useDisclosure } from "../../../shared/disclosure.js";
import { RefusedCopy } from "../../../shared/refused-copy.js";
import { useCopy } from "../../../shared/use-copy.js";
import { tellProblem } from "../../../shell/deed-notice.js";

interface ExportMenuProps {
  readonly id: string;
  readonly name: string;
  readonly label?: string;
  /** Parts of the address beside the format. */
  readonly values?: Readonly<Record<string, string>>;
  /** The formats that hold what is exported; all by default. */
  readonly formats?: readonly FileFormat[];
}

/** Papers of the collection as a file, with notes, tags and keys. */
export function ExportMenu({ id, name, label = "Export", values = {}, formats = fileFormats }: ExportMenuProps) {
  const { isOpen, toggle, close, box, button, onKeyDown } = useDisclosure();
  const { copied, refused, copy } = useCopy();
  const locate = (format: FileFormat) =>
    `v1/collections/${encodeURIComponent(id)}/export?${new URLSearchParams({ format: citationFiles[format].format, ...values })}`;
  const copyAs = async (format: FileFormat) => {
    close();
    try {
      const answer = await fetch(locate(format));
      if (!answer.ok) throw new Error(`The server answered with status ${answer.status}.`);
      await copy(format, await answer.text());
    } catch (problem) {
      tellProblem(problem);
    }
  };
  return (
    <>
      <div class="cite-menu" ref={box} onKeyDown={onKeyDown}>
        <button type="button" class="quiet scripted" aria-expanded={isOpen} ref={button} onClick={toggle}>
          {copied === undefined ? label : `${copied} copied`}
        </button>
        <div class="menu-panel" hidden={!isOpen}>
          {formats.map((format) => (
            <p key={format}>
              <span>{format}</span>
              <button type="button" class="quiet" aria-label={`Copy ${format}`} onClick={() => void copyAs(format)}>
                Copy
              </button>
              <a
                class="quiet"
                href={locate(format)}
                download={`${name}.${citationFiles[format].ending}`}
                aria-label={`Download ${format}`}
                onClick={close}
              >
                Download
              </a>
            </p>
          ))}
        </div>
      </div>
      <RefusedCopy refused={refused} />
    </>
  );
}
