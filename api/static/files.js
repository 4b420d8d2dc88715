// How files come into the file box, which stays the real control: photos one by one, dropped files, pasted ones.

// A phone may hand over one photo at a time: photos that are chosen later are added to those that are there.
export function addPhotos() {
  const kept = new WeakMap(); // file box -> the photos in it

  function take(box, files) {
    const photos = files.every((file) => file.type.startsWith("image/")) ? files : [];
    const carried = new DataTransfer();
    files.forEach((file) => carried.items.add(file));
    box.files = carried.files;
    kept.set(box, photos);
    tell(box.parentElement, photos.length, photos.length ? [] : files);
  }

  // Where nothing was chosen in the end, some browsers empty the box: the photos come back.
  document.addEventListener("change", (event) => {
    const box = event.target.closest("[data-drop] [type=file]");
    if (!box) return;
    const chosen = [...box.files];
    const before = chosen.every((file) => file.type.startsWith("image/")) ? (kept.get(box) ?? []) : [];
    const is = (one) => (other) => one.name === other.name && one.size === other.size;
    take(box, [...before, ...chosen.filter((file) => !before.some(is(file)))]);
  });
  document.addEventListener("click", (event) => {
    const area = event.target.closest("[data-photos-out]")?.closest("[data-drop]");
    if (area) take(area.querySelector("[type=file]"), []);
  });
}

// What is in the box: how many photos, or the names of the files in full.
function tell(area, photos, files) {
  const names = area.querySelector("[data-chosen]");
  const all = files.map((file) => file.name).join(", ");
  names.textContent = all && names.dataset.chosen.replace("{names}", () => all);
  const count = area.querySelector("[data-photos]");
  count.hidden = photos === 0;
  count.firstElementChild.textContent = count.firstElementChild.dataset.words.replace("{count}", photos);
  (photos ? count : names).scrollIntoView({ block: "nearest" }); // above the button that then stays in sight
}

export function takeDrops() {
  // Anywhere on the page: a browser would leave the page, and so wipe it, to open a file that missed the box.
  document.addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    const area = [...document.querySelectorAll("[data-drop]")].find((each) => each.checkVisibility());
    if (area) give(area.querySelector("[type=file]"), event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => {
    const box = document.querySelector("[data-drop] [type=file]");
    if (!box?.checkVisibility() || !event.clipboardData.files.length) return;
    event.preventDefault();
    give(box, event.clipboardData.files);
  });
}

function give(box, files) {
  box.files = files;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}
