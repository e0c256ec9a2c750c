import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// node compare.js COMMITTED MADE: fails where a dashboard that is committed is not the one that the sources make
const [committed, made] = process.argv.slice(2);
const names = new Set([...readdirSync(committed), ...readdirSync(made)]);
const read = (folder: string, name: string): string => {
  try {
    return readFileSync(join(folder, name), "utf8");
  } catch {
    return "";
  }
};
const different = [...names].filter((name) => read(committed, name) !== read(made, name));
if (different.length > 0) {
  console.error("not what src makes: " + different.join(", ") + "; run npm run build and commit the result");
  process.exit(1);
}
