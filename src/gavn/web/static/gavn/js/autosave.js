// Keeps what is typed: on this device at once, on the server at most once in ten seconds and when the page is left.
import { keepForm } from "./offline/form.js";
import "./offline/device.js";

for (const form of document.querySelectorAll("form[data-autosave-url], form[data-outbox]")) keepForm(form);
