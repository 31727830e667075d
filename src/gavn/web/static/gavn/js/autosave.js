// Saves a draft while it is written: at most once in ten seconds, and when the page is left.
// The server answers with JSON; a `revision` in it goes into the form's field of that name.
const PAUSE = 10000;

for (const form of document.querySelectorAll("form[data-autosave-url]")) keep(form);

function keep(form) {
  const state = form.querySelector("[data-saved-state]") ?? document.querySelector("[data-saved-state]");
  const place = `gavn draft ${form.dataset.autosaveUrl}`;
  let changed = 0;
  let sent = 0;
  let underWay = 0;
  let waiting = null;
  let last = 0;
  let leaving = false;

  const tell = (name, time = "") => {
    if (!state || state.dataset.state === name && !time) return;
    state.dataset.state = name;
    state.textContent = (state.dataset[name.replace(/-(.)/g, (_, c) => c.toUpperCase())] ?? "").replace("{time}", time);
  };

  const answers = () => {
    const written = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") written.append(name, value);
    }
    return written;
  };

  // Only while it cannot be sent, only in this window, and gone when it is closed.
  const putBy = () => sessionStorage.setItem(place, answers().toString());

  const again = () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, Math.max(1500, PAUSE - (Date.now() - last)));
  };

  async function save() {
    clearTimeout(waiting);
    waiting = null;
    if (changed === sent || changed === underWay || leaving) return;
    const now = changed;
    underWay = now;
    last = Date.now();
    try {
      const answer = await fetch(form.dataset.autosaveUrl, {
        method: "POST",
        body: answers(),
        keepalive: document.visibilityState === "hidden",
        redirect: "manual",
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken?.value ?? "", Accept: "application/json" },
      });
      if (answer.ok) await saved(answer, now);
      else if (answer.status === 409) tell("conflict");
      else refused(answer);
    } catch {
      putBy();
      tell("offline");
      again();
    } finally {
      if (underWay === now) underWay = 0;
    }
  }

  async function saved(answer, now) {
    sent = now;
    sessionStorage.removeItem(place);
    const told = await answer.json().catch(() => ({}));
    if (told.revision !== undefined && form.elements.revision) form.elements.revision.value = told.revision;
    const clock = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    if (changed === sent) tell("saved", clock);
    else again();
  }

  function refused(answer) {
    const signedOut = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
    putBy();
    tell(signedOut ? "signed-out" : "unsaved");
    again();
  }

  form.addEventListener("input", () => {
    changed += 1;
    if (state?.dataset.state !== "offline") tell("unsaved");
    if (waiting === null) again();
  });
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    leaving = true;
    clearTimeout(waiting);
    sessionStorage.removeItem(place);
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  window.addEventListener("online", save);

  bringBack(form, place, () => {
    changed += 1;
    tell("unsaved");
    again();
  });
}

// After a reload without connection: what was put by stands in the form again, unless the draft has moved on since.
function bringBack(form, place, then) {
  const put = sessionStorage.getItem(place);
  if (!put) return;
  const written = new URLSearchParams(put);
  if ((written.get("revision") ?? "") !== (form.elements.revision?.value ?? "")) return;
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "file") continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = written.getAll(field.name).includes(field.value);
    else if (written.has(field.name)) field.value = written.get(field.name);
  }
  form.dispatchEvent(new Event("gavn:filled"));
  then();
}
