// What a page with questions runs.
import "./item.js";
import "./dialogue.js";
