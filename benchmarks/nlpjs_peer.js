// nlp.js behind lines of JSON: first the examples, then one text a line.
const readline = require("readline");
const { NlpManager } = require("node-nlp");

let manager = null;
let language = "en";
const say = (value) => process.stdout.write(JSON.stringify(value) + "\n");

const answer = async (line) => {
  const message = JSON.parse(line);
  if (message.examples) {
    language = message.language;
    manager = new NlpManager({ languages: [language], nlu: { log: false }, autoSave: false, forceNER: false });
    for (const row of message.examples) manager.addDocument(language, row.text, row.intent);
    await manager.train();
    say({ ready: true });
    return;
  }
  const start = process.hrtime.bigint();
  const result = await manager.process(language, message.text);
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  const ranked = (result.classifications || []).slice(0, 3).map((c) => [c.intent, c.score]);
  say({ ms, ranked });
};

let queue = Promise.resolve();
readline.createInterface({ input: process.stdin }).on("line", (line) => {
  queue = queue.then(() => answer(line)).catch((error) => say({ ms: 0, ranked: [], error: String(error) }));
});
