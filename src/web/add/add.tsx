import { render } from "preact";
import { AddPage } from "./add-page.js";

const root = document.getElementById("app");
if (!root) throw new Error('The document has no element with the id "app"');
render(<AddPage />, root);
