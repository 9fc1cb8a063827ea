// The interface's messages for scripts. They stand in the page's `<template data-messages>`.

/** @type {Map<string, string>} */
const messages = new Map();

function collect() {
  for (const template of document.querySelectorAll("template[data-messages]")) {
    if (!(template instanceof HTMLTemplateElement)) continue;
    for (const entry of template.content.querySelectorAll("[data-message]")) {
      messages.set(entry.getAttribute("data-message") ?? "", entry.textContent ?? "");
    }
  }
}
collect();

/** The language of the interface, as a BCP 47 tag. */
export const LANGUAGE = document.documentElement.lang || "en";

/**
 * What costs much to make and may never be asked for: it is made when it is first called, and kept. All of `Intl` is such.
 * @template T
 * @param {() => T} make
 */
export function whenAsked(make) {
  /** @type {T | undefined} */
  let made;
  return () => (made ??= make());
}

const rules = whenAsked(() => new Intl.PluralRules(LANGUAGE));

/** @param {string} key of a message; a script that is loaded later brings its own */
function textOf(key) {
  if (!messages.has(key)) collect();
  return messages.get(key) ?? "";
}

/**
 * A message with the names in braces filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [fills]
 * @returns {string}
 */
export function message(key, fills = {}) {
  return fill(textOf(key), fills);
}

/**
 * The form of a message that goes with a number: `one|more`, or forms named by the categories of the Unicode CLDR,
 * `one: …|few: …|other: …`.
 * @param {string} key
 * @param {number} n
 * @param {Record<string, string | number>} [fills]
 * @returns {string}
 */
export function plural(key, n, fills = {}) {
  return fill(pluralForm(textOf(key), n), { n, ...fills });
}

/**
 * @param {string} text its forms
 * @param {number} n
 * @returns {string}
 */
export function pluralForm(text, n) {
  const category = rules().select(n);
  const forms = text.split("|").map((form) => form.trim());
  const named = new Map(forms.map((form) => /** @type {[string, string]} */ (form.split(/:\s*(.*)/s, 2))));
  const plain = forms[category === "one" ? 0 : Math.min(1, forms.length - 1)] ?? "";
  return (named.has("other") && (named.get(category) ?? named.get("other"))) || plain;
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} fills
 */
function fill(text, fills) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in fills ? String(fills[name]) : whole));
}
