// ESLint for the theme's scripts, the preview's client and these tests: the recommended rules, and those below, each of which
// stands for a fault that was made once. How code is laid out is Prettier's, which types there are is tsc's.
import js from "@eslint/js";
import globals from "globals";

const published = ["themes/default/static/*.js", "themes/default/static/js/*.js", "src/*/client/*.js"];
/** No module: what runs those that are published, and what runs alone. */
const classic = ["themes/default/static/js/loader.js", "themes/default/static/redirect.js"];

export default [
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": ["error", { destructuring: "all" }],
      // A name that begins with `_` is there to leave something out.
      "no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      "no-implicit-globals": "error",
      // The content security policy of the published site forbids them.
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
    },
  },
  { files: published, languageOptions: { sourceType: "module", globals: globals.browser } },
  {
    files: ["themes/default/static/js/*.js"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "Program > :matches(VariableDeclaration, ExportNamedDeclaration) NewExpression[callee.object.name='Intl']:not(:function NewExpression)",
          message: "Write whenAsked(() => …): the first of them costs a phone more than all other script of a page.",
        },
      ],
    },
  },
  { files: classic, languageOptions: { sourceType: "script" } },
  // The tests run in Node, and what they hand to a page runs there.
  {
    files: ["tests/browser/**/*.mjs"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "CallExpression[callee.object.name='t'][callee.property.name='after']",
          message: "Write atEnd(t, …): it undoes the last first, so that no server closes before its pages.",
        },
        {
          selector:
            "CallExpression[callee.object.name='assert'] CallExpression[callee.property.name='url'][callee.object.name=/[pP]age/]",
          message: "Write await page.waitForURL(…): a click does not wait for the page that it leads to.",
        },
      ],
    },
  },
];
