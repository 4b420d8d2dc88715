// Leaving fast, and leaving nothing behind.
const EXIT_WAIT = 5000; // milliseconds between two presses of Shift
const memory = { given: null }; // the form that was sent last, with its file; never stored anywhere

export { memory };

export function forget() {
  memory.given = null;
  document.body.replaceChildren();
}

export function clear() {
  forget();
  window.location.replace("/clear");
}

function leave() {
  const { href } = document.querySelector("[data-exit]");
  const { loading } = document.body.dataset;
  forget();
  document.body.textContent = loading;
  window.location.replace(href);
}

export function leaveTo() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-exit], [data-clear], [data-again]");
    if (!link) return;
    event.preventDefault();
    if (link.matches("[data-exit]")) return leave();
    if (link.matches("[data-clear]")) return clear();
    forget();
    window.location.replace("/");
  });
}

export function exitByShift() {
  const steps = document.querySelector("[data-exit-steps]");
  const spoken = steps.dataset.exitSteps.split("|");
  const off = document.querySelector("[data-shift-off]");
  let presses = 0;
  let alone = false;
  let timer;

  function show() {
    steps.firstElementChild.textContent = "●".repeat(presses) + (presses ? "○".repeat(3 - presses) : "");
    steps.lastElementChild.textContent = presses ? spoken[presses - 1] : "";
  }

  function reset() {
    presses = 0;
    show();
  }

  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey && !off.checked;
    if (!alone && presses) reset();
  });
  // With the mouse, Shift marks words and is no wish to leave.
  document.addEventListener("pointerdown", () => (alone = false));
  // Each Shift that comes up counts: of both hands, in a hurry, one comes up before the other.
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone || presses === 3) return; // three: on the way out already
    presses += 1;
    clearTimeout(timer);
    if (presses === 3) return leave();
    timer = setTimeout(reset, EXIT_WAIT);
    show();
  });
}

// Browsers may keep a left page in memory for the back button, in spite of no-store.
export function forgetOnLeaving() {
  window.addEventListener("pagehide", forget);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.replace("/");
  });
}
