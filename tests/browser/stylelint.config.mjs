// Stylelint for the theme's and the preview's style sheets: the standard rules, with these exceptions.
/** @type {import("stylelint").Config} */
export default {
  extends: "stylelint-config-standard",
  rules: {
    // Layers say what wins; the order within one follows the page, not the weight of selectors.
    "no-descending-specificity": null,
    // A rule that belongs to the one before stands close to it.
    "rule-empty-line-before": null,
    "declaration-empty-line-before": null,
    "custom-property-empty-line-before": null,
    // Safari on iOS has it with its prefix alone.
    "property-no-vendor-prefix": [true, { ignoreProperties: ["text-size-adjust", "-webkit-text-size-adjust"] }],
    // Sides go by the direction of the text: a course may be read from right to left.
    "property-disallowed-list": [
      "/^(margin|padding|border|inset)-(left|right|top|bottom)/",
      "left",
      "right",
      "width",
      "height",
      "/^(min|max)-(width|height)$/",
    ],
  },
};
