/** 120 columns, as rustfmt.toml has it; the rest is Prettier's own style. @type {import("prettier").Config} */
export default { printWidth: 120 };
