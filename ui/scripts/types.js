/**
 * Makes src/api/types.ts from src/api/schema.json, which the shell exports from the Rust types.
 * With --check it writes nothing and fails when the committed file is another.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";

const SCHEMA = new URL("../src/api/schema.json", import.meta.url);
const TYPES = new URL("../src/api/types.ts", import.meta.url);

const BANNER =
  "/** What crosses between the window and the shell. Made from schema.json by `npm run types`. */";

async function made() {
  const schema = JSON.parse(readFileSync(SCHEMA, "utf8"));
  // Formats have titles of their own; a type is named by its definition.
  for (const definition of Object.values(schema.$defs ?? {})) {
    delete definition.title;
  }
  return compile(schema, "Api", {
    bannerComment: BANNER,
    additionalProperties: false,
    unreachableDefinitions: true,
    style: { printWidth: 100 },
  });
}

if (!existsSync(SCHEMA)) {
  console.error("src/api/schema.json is not there: nothing to make types from.");
  process.exit(process.argv.includes("--check") ? 0 : 2);
}
const types = await made();
if (!process.argv.includes("--check")) {
  writeFileSync(TYPES, types);
} else if (readFileSync(TYPES, "utf8") !== types) {
  console.error("src/api/types.ts is stale: run `npm run types`.");
  process.exit(1);
}
