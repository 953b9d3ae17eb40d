import { useDisclosure } from "../../../shared/disclosure.js";
import { RefusedCopy } from "../../../shared/refused-copy.js";
import { useCopy } from "../../../shared/use-copy.js";
import { tellProblem } from "../../../shell/deed-notice.js";

const formats = [
  ["BibTeX", "bibtex"],
  ["RIS", "ris"],
  ["CSL-JSON", "csl"],
  ["CSV", "csv"],
  ["JSONL", "jsonl"],
] as const;

interface ExportMenuProps {
  readonly id: string;
  readonly name: string;
  readonly label?: string;
  /** Parts of the address beside the format. */
  readonly values?: Readonly<Record<string, string>>;
}

/** The whole collection as a file, with notes, tags and keys. */
export function ExportMenu({ id, name, label = "Export", values = {} }: ExportMenuProps) {
  const { isOpen, toggle, close, box, button, onKeyDown } = useDisclosure();
  const { copied, refused, copy } = useCopy();
  const locate = (format: string) =>
    `v1/collections/${encodeURIComponent(id)}/export?${new URLSearchParams({ format, ...values })}`;
  const copyAs = async (title: string, format: string) => {
    close();
    try {
      const answer = await fetch(locate(format));
      if (!answer.ok) throw new Error(`The server answered with status ${answer.status}.`);
      await copy(title, await answer.text());
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
          {formats.map(([title, format]) => (
            <p key={format}>
              <span>{title}</span>
              <button
                type="button"
                class="quiet"
                aria-label={`Copy ${title}`}
                onClick={() => void copyAs(title, format)}
              >
                Copy
              </button>
              <a
                class="quiet"
                href={locate(format)}
                download={`${name}.${format}`}
                aria-label={`Download ${title}`}
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
