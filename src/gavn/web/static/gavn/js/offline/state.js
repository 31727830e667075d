// The quiet line that says where the answers are.
const clock = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export function stateLine(form) {
  const line = form.querySelector("[data-saved-state]") ?? document.querySelector("[data-saved-state]");
  return {
    get now() { return line?.dataset.state ?? ""; },
    get text() { return line?.textContent ?? ""; },
    tell(name, at = 0) {
      if (!line || line.dataset.state === name && !at) return;
      line.dataset.state = name;
      const words = line.dataset[name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())] ?? "";
      const said = words.replace("{time}", clock(at || Date.now()));
      if (line.textContent !== said) line.textContent = said;
    },
  };
}

export { clock };
