// @ts-check
import { takeIcons } from "../lib/icons.js";
import { theme } from "../lib/theme.js";
import { board } from "./board.js";
import "./dashboard.js";

theme.restore();
takeIcons();
addEventListener("popstate", () => board.comeBack());
board.start();
