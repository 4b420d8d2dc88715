// The page works without this.  Here: leaving fast, forgetting on leaving, and telling that reading has begun.
"use strict";

const EXIT_WAIT = 5000; // milliseconds between two presses of Shift
const exitLink = document.querySelector("[data-exit]");
const steps = document.querySelector("[data-exit-steps]");
const spokenSteps = steps.dataset.exitSteps.split("|");
const loading = document.body.dataset.loading;

function forget() {
  document.body.replaceChildren();
}

function leave() {
  forget();
  document.body.textContent = loading;
  window.location.replace(exitLink.href);
}

function exitByShift() {
  let presses = 0;
  let alone = false;
  let timer;

  function show() {
    steps.firstElementChild.textContent = "●".repeat(presses) + (presses ? "○".repeat(3 - presses) : "");
    steps.lastElementChild.textContent = presses ? spokenSteps[presses - 1] : "";
  }

  function reset() {
    presses = 0;
    show();
  }

  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone && presses) reset();
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    presses += 1;
    clearTimeout(timer);
    if (presses === 3) return leave();
    timer = setTimeout(reset, EXIT_WAIT);
    show();
  });
}

function announceReading(form) {
  const status = form.querySelector("[data-reading]");
  const file = form.querySelector("[type=file]");
  let sent = false;

  form.addEventListener("submit", (event) => {
    const size = [...file.files].reduce((sum, each) => sum + each.size, 0);
    const tooBig = size > Number(form.dataset.max);
    if (sent || tooBig) event.preventDefault();
    if (sent) return;
    status.textContent = tooBig ? form.dataset.tooBig : status.dataset.reading;
    sent = !tooBig;
    form.toggleAttribute("data-sent", sent);
  });
}

function openForPrint() {
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    closed.forEach((part) => (part.open = true));
  });
  window.addEventListener("afterprint", () => closed.forEach((part) => (part.open = false)));
}

document.querySelectorAll("[data-exit]").forEach((link) =>
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  }),
);
document.querySelectorAll("[data-again]").forEach((link) =>
  link.addEventListener("click", (event) => {
    event.preventDefault();
    forget();
    window.location.replace(link.href);
  }),
);
document.querySelectorAll("[data-print]").forEach((block) => {
  block.hidden = false;
  block.querySelector("button").addEventListener("click", () => window.print());
});
document.querySelectorAll("form").forEach(announceReading);
// A link to a folded part unfolds it.
document.querySelectorAll("a[href^='#part-']").forEach((link) =>
  link.addEventListener("click", () => {
    const fold = document.querySelector(link.getAttribute("href")).closest("details");
    if (fold) fold.open = true;
  }),
);
exitByShift();
openForPrint();
// Browsers may keep a left page in memory for the back button, in spite of no-store.
window.addEventListener("pagehide", forget);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.replace("/");
});
