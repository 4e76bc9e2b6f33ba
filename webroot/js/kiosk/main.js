// @ts-check
import { theme } from "../lib/theme.js";
import "./kiosk.js";
import { till } from "./till.js";

theme.restore();
till.start();
