// Sends the one form of a page that only leads onward; without this script its button does the same.
document.querySelector("form[data-onward]")?.requestSubmit();
