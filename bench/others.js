// Fills one Word template over and over and prints the median milliseconds of CPU.
//   node others.js docxtemplater|carbone TEMPLATE DATA.json OUT TIMES
const fs = require("fs");
const [engine, template, data, out, times] = process.argv.slice(2);
const values = JSON.parse(fs.readFileSync(data, "utf-8"));
const content = fs.readFileSync(template);

async function docxtemplater() {
  const PizZip = require("pizzip"), Docxtemplater = require("docxtemplater");
  const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true, linebreaks: true });
  document.render(values);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

function carbone() {
  return new Promise((done, failed) =>
    require("carbone").render(template, values, (error, file) => (error ? failed(error) : done(file))));
}

(async () => {
  const make = { docxtemplater, carbone }[engine], taken = [];
  await make();
  let file;
  for (let n = 0; n < Number(times); n += 1) {
    const before = process.cpuUsage();
    file = await make();
    const { user, system } = process.cpuUsage(before);
    taken.push((user + system) / 1000);
  }
  fs.writeFileSync(out, file);
  console.log(taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)]);
  process.exit(0);
})();
