// What a page with questions and with a scenario runs.
import "./item.js";
import "./scenario.js";
