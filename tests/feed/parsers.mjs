// Reads feeds with podcast-partytime and feedsmith, and writes what they found as JSON.
// node parsers.mjs FOLDER-OF-NODE-MODULES OUTPUT FEED...
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, output, ...feeds] = process.argv.slice(2);
const require = createRequire(join(folder, "node_modules", "x.js"));
const { parseFeed } = require("podcast-partytime");
const { parseRssFeed } = require("feedsmith");

const found = feeds.map((path) => {
  const xml = readFileSync(path, "utf8");
  return { partytime: parseFeed(xml), feedsmith: parseRssFeed(xml) };
});
writeFileSync(output, JSON.stringify(found));
