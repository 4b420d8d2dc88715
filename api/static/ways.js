// Ways within a page, without an entry in the history; printing; files that are dropped.

export function openWays() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']") ?? ofMark(event.target.closest("mark"));
    const target = document.getElementById(link?.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (!target.matches("a, [tabindex]")) target.tabIndex = -1;
    target.scrollIntoView({ block: target.matches(".to") ? "center" : "start" });
    target.focus({ preventScroll: true });
  });
}

// Marked words lead where the number before them leads; where several stand together, the lowest is the worst part.
function ofMark(mark) {
  const numbers = [];
  for (let before = mark?.previousElementSibling; before; before = before.previousElementSibling) {
    if (before.matches(".to")) numbers.push(before);
    else if (numbers.length) break;
  }
  return numbers.sort((one, other) => Number(one.textContent) - Number(other.textContent))[0];
}

export function printWhole() {
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll(".fold:not([open]), .law:not([open])")];
    closed.forEach((part) => (part.open = true));
  });
  window.addEventListener("afterprint", () => closed.forEach((part) => (part.open = false)));
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });
}

// The file box stays the real control; a file may also be dropped near it, or pasted.
export function takeDrops() {
  document.addEventListener("dragover", (event) => {
    if (event.target.closest?.("[data-drop]")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const area = event.target.closest?.("[data-drop]");
    if (!area || !event.dataTransfer.files.length) return;
    event.preventDefault();
    area.querySelector("[type=file]").files = event.dataTransfer.files;
  });
  document.addEventListener("paste", (event) => {
    const box = document.querySelector("[data-drop] [type=file]");
    if (!box || !event.clipboardData.files.length) return;
    event.preventDefault();
    box.files = event.clipboardData.files;
  });
}
