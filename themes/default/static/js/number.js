// Numbers as people type them: a decimal comma or point, signs between thousands, powers of ten, a unit. Nothing here touches the page.
import { plain } from "./score.js";

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * What a number may mean: one that can be read as thousands and as decimals means both.
 * @param {string} digits
 * @returns {number[]}
 */
function meanings(digits) {
  const groups = /^\d{1,3}(?:[ ,.'’]\d{3})+$/;
  const found = [];
  if (/^\d+$/.test(digits)) found.push(digits);
  if (groups.test(digits)) found.push(digits.replace(/\D/g, ""));
  const decimal = /^(.*)[.,](\d*)$/.exec(digits);
  const [, whole = "", decimals = ""] = decimal ?? [];
  if (decimal && (/^\d*$/.test(whole) || groups.test(whole)) && whole + decimals) {
    found.push(`${whole.replace(/\D/g, "") || "0"}.${decimals || "0"}`);
  }
  return found.map(Number);
}

/**
 * The numbers that a text may mean, and the unit behind them.
 * @param {string} text
 */
export function read(text) {
  const written = text
    .replace(
      /[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g,
      (power) => `^${[...power].map((sign) => (sign === "⁻" ? "-" : SUPERSCRIPTS.indexOf(sign))).join("")}`,
    )
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/٫/g, ".")
    .replace(/٬/g, ",")
    .replace(/[−–‒]/g, "-")
    .replace(/\s+/g, " ")
    .trim();
  const found =
    /^([-+]?) ?(\d(?:[\d]|[ ,.'’](?=\d))*|[.,]\d+)(?:[eE]([-+]?\d{1,3})(?!\d)| ?[×·x*] ?10\^?([-+]?\d{1,3}))? ?(.*)$/.exec(
      written,
    );
  if (!found) return { numbers: [], unit: "" };
  const [, sign, digits = "", e, power, unit = ""] = found;
  const factor = (sign === "-" ? -1 : 1) * 10 ** Number(e ?? power ?? 0);
  return { numbers: meanings(digits).map((number) => number * factor), unit };
}

/**
 * Whether what was typed is one of the forms of a number: `least most unit`, with `|` between the forms. A unit may be left out,
 * and another one is wrong.
 * @param {string} typed
 * @param {string} forms
 */
export function fits(typed, forms) {
  const { numbers, unit } = read(typed);
  return forms.split("|").some((form) => {
    const [least = "", most = "", ...rest] = form.split(" ");
    const own = rest.join(" ").trim();
    if (unit && plain(unit, true) !== plain(own, true)) return false;
    const [low, high] = [Number(least), Number(most)];
    // Decimals are not exact in binary: 0.1 + 0.2.
    const near = Math.max(Math.abs(low), Math.abs(high)) * 1e-9;
    return numbers.some((number) => number >= low - near && number <= high + near);
  });
}
