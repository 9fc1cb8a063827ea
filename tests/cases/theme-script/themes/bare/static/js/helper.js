export const help = import.meta.url;
await help;
