// @ts-check
import { takeIcons } from "../lib/icons.js";
import { theme } from "../lib/theme.js";
import "./kiosk.js";
import { till } from "./till.js";

theme.restore();
takeIcons();
till.start();
