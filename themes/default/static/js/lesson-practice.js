// What a page with questions and with practice runs.
import "./item.js";
import "./practice.js";
