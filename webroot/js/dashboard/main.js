// @ts-check
import { theme } from "../lib/theme.js";
import { board } from "./board.js";
import "./dashboard.js";

theme.restore();
addEventListener("popstate", () => board.comeBack());
board.start();
