// Counts for how many seconds a form is worked at: only while it is seen, and only within a minute of the last key,
// tap or move. What was counted is sent with the answers as one number and stays in the draft until then; the server
// keeps whole minutes.
const IDLE = 60000;

for (const field of document.querySelectorAll("form[data-autosave-url] input[name=active]")) {
  let seconds = Number.parseInt(field.value, 10) || 0;
  let last = Date.now();
  for (const sign of ["pointerdown", "pointermove", "keydown", "input", "wheel", "touchstart", "scroll"]) {
    window.addEventListener(sign, () => { last = Date.now(); }, { passive: true, capture: true });
  }
  setInterval(() => {
    if (document.visibilityState !== "visible" || Date.now() - last > IDLE) return;
    seconds += 1;
    field.value = String(seconds);
  }, 1000);
}
