// What a page with questions runs, every kind of answer among it.
import "./dialogue.js";
import "./item.js";
import "./margin-notes.js";
import "./ordering.js";
import "./page-score.js";
import "./number.js";
import "./rating.js";
