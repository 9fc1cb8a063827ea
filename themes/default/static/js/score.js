// How answers are scored. Nothing here touches the page. A share is a part of the points, from 0 to 1.

/**
 * @param {number} share
 * @returns {"right" | "partial" | "wrong"}
 */
export function verdict(share) {
  if (share >= 1) return "right";
  return share > 0 ? "partial" : "wrong";
}

/**
 * Each right option found counts, each one chosen wrongly takes one away.
 * @param {boolean[]} chosen
 * @param {boolean[]} keys
 */
export function multiple(chosen, keys) {
  const hits = chosen.filter((is, at) => is && keys[at]).length;
  const alarms = chosen.filter((is, at) => is && !keys[at]).length;
  return Math.max(0, hits - alarms) / keys.filter(Boolean).length;
}

/** @param {boolean[]} right */
export function parts(right) {
  return right.length === 0 ? 1 : right.filter(Boolean).length / right.length;
}

/**
 * Text as it is compared. Case, white space, the encoding and the width of characters, and marks that are not seen do not count;
 * nor do the shapes of quotation marks, dashes, ellipses and digits, ß beside ss, and a percent sign after a number.
 * @param {string} text
 * @param {boolean} [exact] whether case counts
 */
export function plain(text, exact) {
  // Before characters are made one, as that would part some of these from their neighbours.
  const shapes = text
    .replace(/[‘’‚‛ʻ-ʽʹˈ`´′‵‹›]/g, "'")
    .replace(/[“”„‟«»″〝-〟]/g, '"')
    .normalize("NFKC")
    .replace(/[\p{DI}\u0640]/gu, "");
  const cased = exact ? shapes : shapes.toLowerCase().toUpperCase().toLowerCase();
  return cased
    .normalize("NFKC")
    .replace(/i\u0307/g, "i")
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/(?<=\d)\s*[%٪]/g, "")
    .replace(/\s*[\p{Pd}−]+\s*/gu, "-")
    .replace(/\s*\.\s*\.\s*\.+/g, "...")
    .replace(/\s+/g, " ")
    .trim();
}
