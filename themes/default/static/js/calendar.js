// Days as a calendar file (RFC 5545), made on this page: one entry a day, with how many questions come back.
import { message, plural } from "./messages.js";
import { download } from "./download.js";

const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
/** @param {Date} day */
const date = (day) => `${day.getFullYear()}${two(day.getMonth() + 1)}${two(day.getDate())}`;
/** @param {string} text as RFC 5545 writes text (section 3.3.11) */
const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

/**
 * A line of at most 75 bytes, the rest on lines that begin with a space (section 3.1).
 * @param {string} line
 */
function folded(line) {
  const coder = new TextEncoder();
  let [out, bytes] = ["", 0];
  for (const character of line) {
    const size = coder.encode(character).length;
    if (bytes + size > 75) [out, bytes] = [`${out}\r\n `, 1];
    out += character;
    bytes += size;
  }
  return out;
}

/**
 * @param {number[]} times when questions are due
 * @param {string} title the course
 * @param {string} url the page of the review
 * @param {Date} now
 */
export function entries(times, title, url, now) {
  /** @type {Map<string, {day: Date, n: number}>} */
  const days = new Map();
  for (const time of times) {
    const day = new Date(time);
    const known = days.get(date(day)) ?? { day, n: 0 };
    known.n += 1;
    days.set(date(day), known);
  }
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Attune//Review//EN", "CALSCALE:GREGORIAN"];
  for (const [name, { day, n }] of days) {
    const words = plural("review_event", n, { title });
    const after = new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1);
    lines.push(
      "BEGIN:VEVENT",
      `UID:${escaped(`${name}-review@${new URL(url).host}${new URL(url).pathname}`)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${name}`,
      `DTEND;VALUE=DATE:${date(after)}`,
    );
    lines.push(
      `SUMMARY:${escaped(words)}`,
      `URL:${url}`,
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `DESCRIPTION:${escaped(words)}`,
      "TRIGGER:PT9H",
      "END:VALARM",
      "END:VEVENT",
    );
  }
  lines.push("END:VCALENDAR");
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

/**
 * Hands the reader the file.
 * @param {number[]} times
 * @param {string} title
 * @param {string} url
 */
export function calendar(times, title, url) {
  download(entries(times, title, url, new Date()), "text/calendar", `${message("file_name")}.ics`);
}
