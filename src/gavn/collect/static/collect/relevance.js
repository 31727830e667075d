// Shows and hides questions as answers change what is asked. The server decides; without a script all are shown.
for (const place of document.querySelectorAll("[data-asked-url]")) {
  const form = place.closest("form");
  let waiting = null;
  let turn = 0;

  const show = (asked) => {
    for (const question of form.querySelectorAll("[data-question]")) {
      question.hidden = !asked.includes(question.dataset.question);
    }
  };
  const ask = async () => {
    turn += 1;
    const mine = turn;
    const written = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") written.append(name, value);
    try {
      const answer = await fetch(place.dataset.askedUrl, {
        method: "POST",
        body: written,
        redirect: "manual",
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken?.value ?? "", Accept: "application/json" },
      });
      if (answer.ok && mine === turn) show((await answer.json()).asked);
    } catch {
      // Without a connection everything stays shown; the server leaves out what was not asked.
    }
  };
  show(JSON.parse(place.dataset.asked));
  form.addEventListener("input", (event) => {
    if (!event.target.closest("[data-question]")) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, 250);
  });
}
