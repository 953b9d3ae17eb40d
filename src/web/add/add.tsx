import { render } from "preact";
import { placeSignOut } from "../shell/sign-out.js";
import { watchThemeButton } from "../shell/theme.js";
import { AddPage } from "./add-page.js";

const main = document.getElementById("main");
watchThemeButton();
placeSignOut();
if (main) render(<AddPage />, main);
