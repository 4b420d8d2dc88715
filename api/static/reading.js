// A paper is sent and its result put in place, with no new entry in the history: a reload finds the start page.
import { memory } from "./leaving.js";

const EVENT_END = "\n\n";
let under_way = null; // the AbortController of the paper that is being read

export function readInPlace() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-check]");
    if (!form) return;
    event.preventDefault();
    if (under_way) return; // a second click
    const saving = event.submitter?.dataset.save;
    const given = withPaper(form);
    if (isEmpty(given)) return say(form, form.dataset.nothing);
    if (tooBig(given, Number(form.dataset.max))) return say(form, form.dataset.tooBig);
    if (saving) save(form, given, event.submitter);
    else read(form, given);
  });
  // What was said of the last try does not hold for what is chosen now.
  document.addEventListener("input", (event) => {
    const form = event.target.closest("[data-check]");
    if (form) say(form, "");
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-cancel]")) under_way?.abort();
  });
}

// What the form says; in the result's own form the paper is the one that was sent before.
function withPaper(form) {
  const given = new FormData(form);
  if (form.matches("[data-again-form]") && memory.given) {
    for (const name of ["file", "text"]) {
      given.delete(name);
      memory.given.getAll(name).forEach((value) => given.append(name, value));
    }
  }
  return given;
}

function isEmpty(given) {
  return !given.getAll("file").some((file) => file.name || file.size) && !given.get("text").trim();
}

function tooBig(given, most) {
  return given.getAll("file").reduce((sum, file) => sum + file.size, 0) > most;
}

function say(form, words) {
  form.querySelector(".status").textContent = words;
}

async function read(form, given) {
  const main = document.getElementById("main");
  const panel = document.getElementById("reading").content.firstElementChild.cloneNode(true);
  const content = main.firstElementChild;
  const top = window.scrollY;
  under_way = new AbortController();
  content.hidden = true;
  main.append(panel);
  window.scrollTo({ top: 0, behavior: "instant" });
  panel.querySelector("h1").focus({ preventScroll: true });
  try {
    const html = await page(form.action, given, panel);
    memory.given = given;
    put(html, form);
  } catch {
    panel.remove();
    content.hidden = false;
    window.scrollTo({ top, behavior: "instant" });
    say(form, under_way.signal.aborted ? form.dataset.stopped : form.dataset.lost);
    (form.querySelector("[type=submit]:not([data-save])") ?? form).focus();
  } finally {
    under_way = null;
  }
}

// The page that the server answers with, at once or as the last of its events.  Throws when the connection is lost.
async function page(address, given, panel) {
  const headers = { Accept: "text/event-stream, text/html" };
  const options = { method: "POST", body: given, headers, signal: under_way.signal, cache: "no-store" };
  const answer = await fetch(address, options);
  if (!answer.headers.get("content-type").startsWith("text/event-stream")) return answer.text();
  const words = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; ; ) {
    const { value, done } = await words.read();
    if (done) throw new Error("the stream ended early");
    text += value;
    for (let end; (end = text.indexOf(EVENT_END)) >= 0; text = text.slice(end + EVENT_END.length)) {
      const { name, data } = event_of(text.slice(0, end));
      if (name === "page") return data;
      if (name === "progress") tell(panel, data);
    }
  }
}

function event_of(block) {
  const fields = block.split("\n").map((line) => line.split(/: ?(.*)/s));
  const all = (wanted) => fields.filter(([key]) => key === wanted).map(([, value]) => value).join("\n");
  return { name: all("event"), data: JSON.parse(all("data") || "null") };
}

function tell(panel, { done, of }) {
  if (!of) return;
  const lead = panel.querySelector(".lead");
  const bar = panel.querySelector("progress");
  bar.max = of;
  bar.value = done;
  lead.textContent = lead.dataset.page.replace("{done}", done).replace("{of}", of);
}

function put(html, form) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("main");
  const empty = fresh.querySelector("[data-check]:not([data-again-form])");
  fresh.querySelector("[data-anew]")?.remove(); // the paper is in our memory
  document.getElementById("main").replaceWith(fresh);
  // After a problem the person keeps what was typed and chosen.
  if (empty && !form.matches("[data-again-form]")) {
    say(form, "");
    empty.replaceWith(form);
  }
  window.scrollTo({ top: 0, behavior: "instant" });
  const heading = fresh.querySelector("h1");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  document.querySelector("[data-news]").textContent = heading.textContent;
}

async function save(form, given, button) {
  const status = form.querySelector(".status");
  under_way = new AbortController();
  status.textContent = status.dataset.saving;
  try {
    const answer = await fetch(button.formAction, { method: "POST", body: given, headers: { Accept: "text/html" } });
    if (answer.headers.get("content-disposition")) {
      offer(await answer.blob(), button.dataset.save);
      status.textContent = status.dataset.saved;
    } else {
      const problem = new DOMParser().parseFromString(await answer.text(), "text/html");
      const told = [...problem.querySelectorAll(".lead, .next-step")];
      status.textContent = told.map((part) => part.textContent).join(" ");
    }
  } catch {
    status.textContent = form.dataset.lost;
  } finally {
    under_way = null;
  }
}

function offer(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
