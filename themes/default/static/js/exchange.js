// What a page with a scenario or a practice runs.
import "./scenario.js";
import "./practice.js";
import "./dialogue.js";
