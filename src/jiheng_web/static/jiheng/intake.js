// Files may be dropped on the form; without this script they are chosen as in any form.
"use strict";
for (const drop of document.querySelectorAll(".drop")) {
  const input = drop.querySelector("input[type=file]");
  const chosen = drop.querySelector(".chosen");
  const tell = () => {
    const names = Array.from(input.files, (file) => file.name);
    chosen.textContent = names.length > 1 ? `${chosen.dataset.words} ${names.join("、")}` : "";
  };
  input.addEventListener("change", tell);
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; tell(); }
  });
}
