import { render } from "preact";
import { watchThemeButton } from "../shell/theme.js";
import { AddPage } from "./add-page.js";

const main = document.getElementById("main");
watchThemeButton();
if (main) render(<AddPage />, main);
