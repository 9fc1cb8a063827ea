// The interface's words for scripts: they stand in the page's `<template id="words">`, in the page's language.

/** @type {Map<string, string>} */
const words = new Map();
const template = document.querySelector("template#words");
if (template instanceof HTMLTemplateElement) {
  for (const word of template.content.querySelectorAll("[data-word]")) {
    words.set(word.getAttribute("data-word") ?? "", word.textContent ?? "");
  }
}

/**
 * Words with the names in braces filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [fills]
 * @returns {string}
 */
export function word(key, fills = {}) {
  return fill(words.get(key) ?? "", fills);
}

/**
 * The form of the words that goes with a number: `one|more`, or forms named `one: …|few: …|other: …`.
 * @param {string} key
 * @param {number} n
 * @returns {string}
 */
export function count(key, n) {
  const forms = (words.get(key) ?? "").split("|").map((form) => form.trim());
  const category = new Intl.PluralRules(document.documentElement.lang || "en").select(n);
  const named = forms.map((form) => /^(zero|one|two|few|many|other):\s*(.*)$/s.exec(form));
  const found = named.find((form) => form?.[1] === category) ?? named.find((form) => form?.[1] === "other");
  const plain = forms[category === "one" ? 0 : Math.min(1, forms.length - 1)] ?? "";
  return fill(found?.[2] ?? plain, { n });
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} fills
 */
function fill(text, fills) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in fills ? String(fills[name]) : whole));
}
