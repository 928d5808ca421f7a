// One lunr.js index of a file of reports: node bench/search_lunr.js LUNR.js REPORTS.json OUT.json
"use strict";
const fs = require("fs");
const [lunrPath, reportsPath, outPath] = process.argv.slice(2);
const lunr = require(require("path").resolve(lunrPath));
const reports = fs.readFileSync(reportsPath, "utf8").trim().split("\n").map(JSON.parse);
const before = process.cpuUsage();
const index = lunr(function () {
  this.ref("id");
  for (const field of ["title", "names", "body", "outlet"]) this.field(field);
  for (const { id, title, names, paragraphs, outlet } of reports) {
    this.add({ id, title, names: names.join("\n"), body: paragraphs.join("\n"), outlet });
  }
});
fs.writeFileSync(outPath, JSON.stringify(index));
const { user, system } = process.cpuUsage(before);
const peak = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ cpu: Math.round((user + system) / 1e4) / 100, peak_mb: Math.round(peak) }));
