// Tick every row of a list at once, or none.
for (const button of document.querySelectorAll("[data-tick-all]")) {
  const boxes = [...document.querySelectorAll(`input[type=checkbox][form="${button.dataset.tickAll}"]`)];
  button.hidden = boxes.length < 2;
  button.addEventListener("click", () => {
    const all = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = all;
  });
}
