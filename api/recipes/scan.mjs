// One paper from JavaScript, with pages as they are read:  node scan.mjs agreement.pdf [http://127.0.0.1:8000]
// In a browser the same works from a site that stands in cors_origins.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";

export async function scan(service, file, { key, name = "paper", place, onProgress = () => {} } = {}) {
  const form = new FormData();
  form.append("file", file, name);
  if (place) form.append("place", place);
  const headers = { Accept: "text/event-stream", ...(key && { Authorization: `Bearer ${key}` }) };
  const answer = await fetch(`${service}/v1/scan`, { method: "POST", body: form, headers });
  if (!answer.ok) throw Object.assign(new Error("refused"), await answer.json());
  let text = "";
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    const events = text.split("\n\n");
    text = events.pop();
    for (const event of events) {
      const kind = /^event: (.*)$/m.exec(event)?.[1]; // none in a comment that keeps the line open
      const data = kind && JSON.parse(/^data: (.*)$/m.exec(event)[1]);
      if (kind === "progress") onProgress(data.done, data.of);
      if (kind === "report") return data;
      if (kind === "error") throw Object.assign(new Error("refused"), data);
    }
  }
  throw new Error("the stream ended early");
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const [path, service = "http://127.0.0.1:8000"] = process.argv.slice(2);
  const shown = { key: process.env.DONTSIGN_KEY, name: basename(path), onProgress: (done, of) => console.error(done, of) };
  try {
    console.log(JSON.stringify(await scan(service, new Blob([await readFile(path)]), shown)));
  } catch (problem) {
    console.error(problem.code ?? problem.message, problem.detail ?? "");
    process.exitCode = 1;
  }
}
