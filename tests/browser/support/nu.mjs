// The Nu HTML checker over a folder of pages and style sheets.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";

import { filesOf } from "./course.mjs";

/** @type {string} */
const vnu = createRequire(import.meta.url)("vnu-jar");

/**
 * What the checker says because its own grammar is older than the browsers': container queries (CSS Conditional 5),
 * `vector-effect` (SVG 2), `math-style` (MathML Core) and `field-sizing` (CSS Basic User Interface 4). And where a fixture is in another language
 * than it claims, in order to be set from right to left, the checker is right and need not say so.
 */
const EXPECTED = [
  /^CSS: Unrecognized at-rule “@container”/,
  /^CSS: “(container-type|vector-effect|math-style|field-sizing)”: Property “\1” doesn't exist/,
  /^This document appears to be written in \w+ but the “html” start tag has “lang="ar"”/,
];

/**
 * Whether the checker takes data for a script: no policy is asked about it (HTML, "prepare the script element", step 11).
 * @param {string} message
 * @param {string} [extract]
 */
const isData = (message, extract) =>
  message.startsWith("Inline script violates Content Security Policy") &&
  /<script type="application\/ld\+json">/.test(extract ?? "");

/**
 * Errors and warnings of the Nu HTML checker over a site, one line each. The site is read over HTTP, so that the checker
 * can tell what `'self'` is in the pages' Content-Security-Policy.
 * @param {string} site the folder
 * @param {string} root where it is served
 * @returns {Promise<string[]>}
 */
export async function nu(site, root) {
  const files = (await filesOf(site)).filter((file) => /\.(html|css)$/.test(file));
  const order = [
    "-Dnu.validator.servlet.allow-forbidden-hosts=true",
    "-jar",
    vnu,
    "--format",
    "json",
    "--stdout",
    "--exit-zero-always",
    "--also-check-css",
  ];
  const addresses = files.map((file) => root + file.split("/").map(encodeURIComponent).join("/"));
  const output = await new Promise((done, failed) => {
    execFile("java", [...order, ...addresses], { maxBuffer: 1 << 28 }, (error, stdout) =>
      error ? failed(error) : done(stdout),
    );
  });
  /** @type {{ messages: { url: string, type: string, subType?: string, lastLine?: number, message: string, extract?: string }[] }} */
  const { messages } = JSON.parse(output);
  return messages
    .filter(({ message, extract }) => !EXPECTED.some((known) => known.test(message)) && !isData(message, extract))
    .map(({ url, type, subType, lastLine, message, extract }) => {
      return `${url.replace(root, "")}:${lastLine ?? ""}: ${subType ?? type}: ${message} ${extract ?? ""}`;
    });
}
