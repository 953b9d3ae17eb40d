import { SiteFooter } from "../shell/site-footer.js";
import { SiteHeader } from "../shell/header/site-header.js";
import { AddPapers } from "./add-papers.js";
import { useDrops } from "./drop/use-drops.js";

/** The page that adds papers. */
export function AddPage() {
  const { isOver, dropped } = useDrops();
  return (
    <>
      <SiteHeader place="add" />
      <main class="frame add-main" id="main">
        <h1 class="add-title">Add papers</h1>
        <AddPapers dropped={dropped} isOver={isOver} />
      </main>
      <SiteFooter>
        <p>
          For large files, you can also use the command line: <code>paperkin ingest</code>
        </p>
      </SiteFooter>
    </>
  );
}
