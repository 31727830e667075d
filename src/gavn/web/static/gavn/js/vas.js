// The line of a visual analogue scale beside its number field. Untouched, it has no mark and no value.
for (const scale of document.querySelectorAll("[data-vas]")) enliven(scale);

function enliven(scale) {
  const place = scale.querySelector("[data-vas-line]");
  const line = place.querySelector('input[type="range"]');
  const number = scale.querySelector('input[type="number"]');
  const state = scale.querySelector("[data-vas-state]");
  const clear = scale.querySelector("[data-vas-clear]");
  place.hidden = false;

  const show = () => {
    const empty = number.value === "";
    const words = empty ? scale.dataset.emptyWords : scale.dataset.now.replace("{n}", Number(number.value).toLocaleString(document.documentElement.lang));
    scale.toggleAttribute("data-empty", empty);
    line.setAttribute("aria-valuetext", words);
    state.textContent = empty ? words : "";
    clear.hidden = empty;
    if (!empty) line.value = number.value;
  };
  const answer = (value) => {
    number.value = value;
    number.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  };

  line.addEventListener("input", (event) => {
    event.stopPropagation();
    answer(line.value);
  });
  // A tap exactly where the hidden mark rests changes nothing for the browser, but is an answer.
  line.addEventListener("pointerup", () => number.value === "" && answer(line.value));
  line.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && number.value === "") {
      event.preventDefault();
      answer(line.value);
    }
  });
  number.addEventListener("input", show);
  number.addEventListener("change", show);
  clear.addEventListener("click", () => {
    answer("");
    number.focus();
  });
  number.form?.addEventListener("gavn:filled", show);
  show();
}
