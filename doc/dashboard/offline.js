// Before a build: Framework looks up the newest version of each library that a page could use from
// a CDN, also of those that no page uses, unless its cache has one. Here it finds a version of
// each, so that a build needs no network. A page that does use such a library, as `npm:` or by a
// name like d3 without an import, does not build; import it from node_modules.
import {mkdirSync, readFileSync, readdirSync, statSync} from "node:fs";
import {join} from "node:path";

const names = new Set();
(function look(path) {
  if (statSync(path).isDirectory()) readdirSync(path).forEach((name) => look(join(path, name)));
  else if (path.endsWith(".js"))
    for (const [, name] of readFileSync(path, "utf8").matchAll(/["'`]npm:((?:@[\w.-]+\/)?[\w.-]+)/g)) names.add(name);
})("node_modules/@observablehq/framework/dist");
for (const name of names) mkdirSync(join("src/.observablehq/cache/_npm", `${name}@0.0.0`), {recursive: true});
