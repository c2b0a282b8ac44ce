// Has the browser ask before somebody leaves a form with something in it that is not saved. What was refused came back
// as it was typed (`data-unsaved`), and is not saved either; everything else is told by what the page came with.

const form = document.querySelector("form[data-ask]");
if (form) watch();

function watch() {
  let sending = false;
  form.addEventListener("submit", () => { sending = true; });
  addEventListener("pageshow", () => { sending = false; });
  addEventListener("beforeunload", (event) => {
    if (!sending && (form.hasAttribute("data-unsaved") || [...form.elements].some(isChanged))) event.preventDefault();
  });
}

function isChanged(field) {
  if (field instanceof HTMLSelectElement) return isOther(field);
  if (!("defaultValue" in field) || field.type === "hidden") return false;
  return field.value !== field.defaultValue || Boolean(field.checked) !== Boolean(field.defaultChecked);
}

// A list of which nothing was chosen beforehand stands at its first option.
function isOther(list) {
  const options = [...list.options];
  const chosen = options.filter((option) => option.defaultSelected);
  const before = chosen.length || list.multiple ? chosen : options.slice(0, 1);
  return options.some((option) => option.selected !== before.includes(option));
}
