// An answer and a reason for not answering exclude each other: choosing one clears the other.
for (const group of document.querySelectorAll("[data-missing-for]")) {
  const form = group.closest("form");
  if (!form) continue;
  const name = group.dataset.missingFor;
  const own = (field) => field.name === name || field.name.startsWith(`${name}_`) && !field.name.endsWith("__why");

  form.addEventListener("input", (event) => {
    if (group.contains(event.target) && event.target.value) {
      for (const field of form.elements) if (field.name && own(field)) clear(field);
    } else if (event.target.name && own(event.target) && event.target.value !== "") {
      const none = group.querySelector('input[value=""]');
      if (none) none.checked = true;
    }
  });
}

function clear(field) {
  if (field.type === "radio" || field.type === "checkbox") field.checked = false;
  else if (field.value !== "") {
    field.value = "";
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
