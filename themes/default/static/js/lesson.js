// What a page with questions and with a scenario or a practice runs; entries to put in order and options to rate are seldom there.
import "./exchange.js";
import "./item.js";
import "./page-score.js";
