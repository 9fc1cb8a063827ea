// Stylelint for the theme's and the preview's style sheets: the standard rules, with these exceptions.
import stylelint from "stylelint";

const ruleName = "attune/font-keeps-size-adjust";
const messages = stylelint.utils.ruleMessages(ruleName, {
  rejected: () => "`font` takes `font-size-adjust` back: write `font-size-adjust: inherit` beneath it",
});

/**
 * In a theme, the short form of `font` leaves the height of letters as it is.
 * @type {import("stylelint").RuleBase}
 */
const keepsSizeAdjust = (isOn) => (root, result) => {
  if (!isOn || !root.source?.input.file?.includes("themes")) return;
  root.walkDecls("font", (node) => {
    const next = node.next();
    const isKept = next?.type === "decl" && next.prop === "font-size-adjust" && next.value === "inherit";
    const isOfPage = node.parent?.type === "atrule";
    if (node.value !== "inherit" && !isKept && !isOfPage)
      stylelint.utils.report({ result, ruleName, message: messages.rejected(), node });
  });
};

/** @type {import("stylelint").Config} */
export default {
  extends: "stylelint-config-standard",
  plugins: [stylelint.createPlugin(ruleName, Object.assign(keepsSizeAdjust, { ruleName, messages }))],
  rules: {
    [ruleName]: true,
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
