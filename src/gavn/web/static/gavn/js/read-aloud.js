// Reads an element aloud in its own language; the button shows itself only where the browser can speak.
const can = "speechSynthesis" in window && "SpeechSynthesisUtterance" in window;

for (const button of can ? document.querySelectorAll("[data-read-aloud]") : []) {
  const words = button.querySelector("span");
  const start = words.textContent;
  button.hidden = false;

  const stopped = () => {
    words.textContent = start;
    button.setAttribute("aria-pressed", "false");
  };
  button.addEventListener("click", () => {
    const speaking = button.getAttribute("aria-pressed") === "true";
    window.speechSynthesis.cancel();
    if (speaking) return stopped();
    const target = document.getElementById(button.dataset.readAloud);
    if (!target) return;
    const speech = new SpeechSynthesisUtterance(target.innerText);
    speech.lang = target.closest("[lang]")?.lang ?? document.documentElement.lang;
    speech.rate = 0.9;
    speech.onend = stopped;
    speech.onerror = stopped;
    words.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
    window.speechSynthesis.speak(speech);
  });
}

window.addEventListener("pagehide", () => can && window.speechSynthesis.cancel());
