import { AddPapers } from "./add-papers.js";
import { useDrops } from "./drop/use-drops.js";

/** The page that adds papers. */
export function AddPage() {
  const { isOver, dropped } = useDrops();
  return (
    <>
      <h1 class="add-title">Add papers</h1>
      <AddPapers dropped={dropped} isOver={isOver} />
    </>
  );
}
