import { element, gone } from "./dom.js";
import { none } from "./nowhere.js";

export function drag() {
  element(gone, none
}
