// What a page with questions and with a scenario or a practice runs.
import "./questions.js";
import "./exchange.js";
