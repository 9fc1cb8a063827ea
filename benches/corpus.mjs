// A course of any size for the benches: the same numbers give the same bytes. Lessons have headings, lists, a table, a
// quotation, links to other lessons and three questions, and come to about 6.5 kB each.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const WORDS = ("alliance agenda anger apology attention avoidance belief boundary change client collaborate compassion "
  + "curiosity defence distress expectation feedback feeling goal growth history meaning misunderstanding module moment "
  + "openness pattern pause perfectionism posture practice protect question rationale repair rupture safety session shame "
  + "shift sign silence skill step strategy strength therapist thought tone trust validate value warning withdraw work "
  + "worry and at by for in is it of on or that the their this to when with").split(" ");

/** Numbers from a seed (SplitMix32). @param {number} seed */
function random(seed) {
  let state = seed >>> 0;
  return (/** @type {number} */ below) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  };
}

export const PER_MODULE = 20;
const padded = (/** @type {number} */ number, /** @type {number} */ digits) => String(number).padStart(digits, "0");
export const moduleName = (/** @type {number} */ at) => `module-${padded(at, 4)}`;
export const lessonName = (/** @type {number} */ at) => `lesson-${padded(at, 6)}`;
/** @param {number} at */
export const lessonPath = (at) => `${moduleName(Math.floor(at / PER_MODULE))}/${lessonName(at)}`;

/**
 * @param {number} at
 * @param {number} lessons
 */
export function lesson(at, lessons) {
  const pick = random(at + 1);
  const word = () => WORDS[pick(WORDS.length)] ?? "";
  const words = (/** @type {number} */ least, /** @type {number} */ more) => {
    const text = Array.from({ length: least + pick(more) }, word).join(" ");
    return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = () => Array.from({ length: 4 }, () => words(9, 12)).join(" ");
  const sections = Array.from({ length: 5 }, (_, number) => {
    const list = Array.from({ length: 4 }, () => `- ${words(6, 8)} **${word()}** ${words(4, 4)}`).join("\n");
    const table = `| sign | meaning |\n| --- | --- |\n| ${word()} | ${word()} |\n| ${word()} | ${word()} |`;
    const extra = [list, `> ${words(12, 8)}`, table][number % 3];
    return `## ${word()} ${word()} ${number}\n\n${paragraph()}\n\n${paragraph()}\n\n${extra}\n`;
  });
  const link = () => {
    const to = pick(lessons);
    return `[${word()}](../${lessonPath(to)}.md)`;
  };
  const question = (/** @type {number} */ number) => {
    const right = pick(4);
    const options = [0, 1, 2, 3].map((o) => `- [${o === right ? "x" : " "}] ${words(8, 5)} ${number}${o}\n\n  ${words(10, 8)}`);
    return `::: question {#q${number}}\n${words(9, 6)}\n\n${options.join("\n")}\n\n${words(10, 8)}\n:::\n`;
  };
  return `---\ntitle: Lesson ${at} on ${word()}\n---\n\n${paragraph()}\n\n${sections.join("\n")}\n`
    + `See ${link()}, ${link()} and ${link()}.\n\n## Self-check\n\n${[1, 2, 3].map(question).join("\n")}`;
}

/**
 * Writes a course.
 * @param {string} root
 * @param {number} lessons
 */
export function write(root, lessons) {
  const put = (/** @type {string} */ path, /** @type {string} */ text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  put("site.toml", "title = \"A course for the benches\"\nbase_url = \"https://course.example\"\n");
  put("content/_index.md", "---\ntitle: A course for the benches\n---\n\nWords.\n");
  for (let at = 0; at < lessons; at += 1) {
    if (at % PER_MODULE === 0) {
      put(`content/${moduleName(at / PER_MODULE)}/_index.md`, `---\ntitle: Module ${at / PER_MODULE}\n---\n`);
    }
    put(`content/${lessonPath(at)}.md`, lesson(at, lessons));
  }
}
