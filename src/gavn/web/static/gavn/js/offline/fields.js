// What stands in a form, and how it comes to stand there again.
const OURS = "csrfmiddlewaretoken";

export function written(form) {
  const found = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && name !== OURS) found.append(name, value);
  }
  return found.toString();
}

// What was kept before of other pages of the same form, what stands here, and what the button says.
export function merged(before, form, more = []) {
  const here = new Set([...form.elements].map((field) => field.name).filter(Boolean));
  const all = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(before ?? "")) {
    if (!here.has(name) && name !== "go" && name !== "at") all.append(name, value);
  }
  for (const [name, value] of new URLSearchParams(written(form))) if (name !== "go") all.append(name, value);
  for (const [name, value] of more) all.append(name, value);
  return all.toString();
}

const seen = (form) => [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.type !== "file" && field.type !== "submit");

// What a reader sees in the form: hidden numbers differ each time it is opened.
export function shown(form) {
  const names = new Set(seen(form).map((field) => field.name));
  return new URLSearchParams([...new URLSearchParams(written(form))].filter(([name]) => names.has(name))).toString();
}

export function fill(form, kept) {
  const fields = new URLSearchParams(kept);
  const known = new Set([...fields.keys(), ...fields.getAll("on_page")]);
  for (const field of seen(form)) {
    if (field.type === "radio" || field.type === "checkbox") {
      if (known.has(field.name)) field.checked = fields.getAll(field.name).includes(field.value);
    } else if (fields.has(field.name)) field.value = fields.get(field.name);
  }
  if (fields.get("client_id") && form.elements.client_id) form.elements.client_id.value = fields.get("client_id");
  form.dispatchEvent(new Event("gavn:filled"));
}

function worded(form, name, values) {
  const words = values.filter(Boolean).map((value) => {
    const choice = [...form.elements].find((one) => one.name === name && one.value === value && one.labels?.length);
    return (choice && /radio|checkbox/.test(choice.type) ? choice.labels[0].innerText : value).trim();
  });
  return words.join(", ") || "–";
}

// Where what was kept here differs from what stands in the form: question, here, there.
export function differing(form, found) {
  const kept = new URLSearchParams(found.fields);
  const there = new URLSearchParams(written(form));
  const names = [...new Set(seen(form).map((field) => field.name))].filter((name) => kept.has(name) || there.has(name));
  return names.filter((name) => kept.getAll(name).join("\n") !== there.getAll(name).join("\n")).map((name) => {
    const field = [...form.elements].find((one) => one.name === name);
    const asked = field.closest("fieldset")?.querySelector("legend") ?? field.labels?.[0];
    return [asked?.innerText.split("\n")[0] ?? name, worded(form, name, kept.getAll(name)), worded(form, name, there.getAll(name))];
  });
}
