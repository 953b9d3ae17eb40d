import type { ExportFormat } from "../../../../domain/export/format.js";
import { useDisclosure } from "../../../shared/disclosure.js";
import { RefusedCopy } from "../../../shared/refused-copy.js";
import { useCopy } from "../../../shared/use-copy.js";
import { tellProblem } from "../../../shell/deed-notice.js";

const formats: readonly (readonly [title: string, format: ExportFormat])[] = [
  ["BibTeX", "bibtex"],
  ["RIS", "ris"],
  ["CSL-JSON", "csl"],
  ["CSV", "csv"],
  ["JSONL", "jsonl"],
];

interface ExportMenuProps {
  readonly id: string;
  readonly name: string;
  readonly label?: string;
  /** Parts of the address beside the format. */
  readonly values?: Readonly<Record<string, string>>;
  /** The formats that hold what is exported; all by default. */
  readonly only?: readonly ExportFormat[];
}

/** Papers of the collection as a file, with notes, tags and keys. */
export function ExportMenu({ id, name, label = "Export", values = {}, only }: ExportMenuProps) {
  const { isOpen, toggle, close, box, button, onKeyDown } = useDisclosure();
  const { copied, refused, copy } = useCopy();
  const shown = only ? formats.filter(([, format]) => only.includes(format)) : formats;
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
          {shown.map(([title, format]) => (
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
              <DownloadLink title={title} address={locate(format)} name={`${name}.${format}`} onClick={close} />
            </p>
          ))}
        </div>
      </div>
      <RefusedCopy refused={refused} />
    </>
  );
}

interface DownloadLinkProps {
  readonly title: string;
  readonly address: string;
  readonly name: string;
  readonly onClick: () => void;
}

function DownloadLink({ title, address, name, onClick }: DownloadLinkProps) {
  return (
    <a class="quiet" href={address} download={name} aria-label={`Download ${title}`} onClick={onClick}>
      Download
    </a>
  );
}
