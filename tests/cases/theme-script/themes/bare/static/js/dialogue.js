// A script in the place of one of the theme's.
import dom from "./dom.js";
import { element, gone } from "./dom.js";
import { help } from "./helper.js";
import { none } from "./nowhere.js";

export default element;
