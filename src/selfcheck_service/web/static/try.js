// Shows one field after the other; the browser's own way back leads through them. Without it all stand on one page.

const form = document.getElementById("answers");
const steps = [...form.querySelectorAll("[data-step]")];
const far = document.getElementById("far");
const index = document.querySelector(".aside details");
const narrow = matchMedia("(max-width: 62rem)");
const whole = document.title;
let now = null;
let [changed, sending] = [false, false];

form.addEventListener("change", () => { changed = true; });
form.addEventListener("submit", () => { sending = true; });
addEventListener("pageshow", () => { sending = false; });
// Nothing of it is kept anywhere else: to pull a page down on a phone must not empty it without a question.
addEventListener("beforeunload", (event) => { if (changed && !sending) event.preventDefault(); });

if (steps.length > 1) begin();

function begin() {
  for (const each of form.querySelectorAll("[data-turning]")) each.hidden = false;
  for (const each of form.querySelectorAll("[data-plain]")) each.hidden = true;
  for (const each of form.querySelectorAll("[data-turn]")) {
    each.addEventListener("click", () => turn(Number(each.dataset.turn)));
  }
  // Another language brings the page back where it was.
  for (const each of document.querySelectorAll(".languages button[formaction]")) {
    each.addEventListener("click", () => each.setAttribute("formaction", each.getAttribute("formaction") + location.hash));
  }
  if (narrow.matches) index.open = false;
  form.addEventListener("change", count);
  addEventListener("hashchange", () => follow(true));
  addEventListener("pageshow", count);
  addEventListener("beforeprint", () => steps.forEach((each) => { each.hidden = false; }));
  addEventListener("afterprint", () => see(now));
  count();
  follow(false);
}

function place(step) {
  return (step.matches("section") ? step : step.querySelector("section")).getAttribute("aria-labelledby");
}

function heading(step) {
  const found = document.getElementById(place(step));
  found.tabIndex = -1;
  return found;
}

function turn(by) {
  const chosen = form.querySelector("[name=perspective]:checked");
  // Another perspective has other questions; they have to be fetched, and what is filled in comes along.
  if (steps.indexOf(now) === 0 && chosen && chosen.dataset.form !== form.elements.form.value) {
    form.requestSubmit(document.getElementById("adapt"));
    return;
  }
  location.hash = place(steps[steps.indexOf(now) + by]);
}

// Whatever is named in the address is shown; the first thing is what needs another look, or what was asked for.
function follow(isAsked) {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const named = target && steps.find((each) => each.contains(target));
  const faulty = steps.find((each) => each.querySelector(".item-faulty"));
  const first = location.hash === "#fields" ? steps[form.querySelector(".about") ? 1 : 0] : steps[0];
  // The address without a name is that of the page as it came.
  const isBack = isAsked && location.hash === "";
  const to = named ?? (isAsked && !isBack && target?.id !== "fields" ? now : faulty ?? first);
  see(to);
  if (isBack) heading(to).focus({ preventScroll: true });
  if (named && isAsked) {
    const focus = target.matches("input, select, textarea") ? target : heading(to);
    (target.matches("section") ? focus : target).scrollIntoView();
    focus.focus({ preventScroll: true });
  }
}

function see(step) {
  now = step;
  const [title, name] = [whole.slice(0, whole.lastIndexOf(" – ")), whole.slice(whole.lastIndexOf(" – "))];
  const said = document.getElementById(place(step)).textContent.trim();
  document.title = `${title}: ${said} (${steps.indexOf(step) + 1}/${steps.length})${name}`;
  for (const each of steps) each.hidden = each !== step;
  far.hidden = step.matches(".about");
  for (const each of document.querySelectorAll(".aside a")) {
    if (step.querySelector(each.getAttribute("href"))) each.setAttribute("aria-current", "step");
    else each.removeAttribute("aria-current");
  }
  if (narrow.matches) index.open = false;
  // The evaluation is the next step of the last page, and possible before.
  document.getElementById("evaluate")?.classList.toggle("button-secondary", step !== steps.at(-1));
}

function count() {
  const questions = new Set(form.dataset.questions.split(" "));
  const [names, given] = [new Set(), new Set()];
  for (const each of form.elements) {
    const name = each.name?.replace(/^(no_)?answer\./, "");
    if (!questions.has(name) || each.closest("[data-item][hidden]")) continue;
    names.add(name);
    const isGiven = each.type === "radio" || each.type === "checkbox" ? each.checked && each.value !== "" : each.value.trim() !== "";
    if (isGiven) given.add(name);
  }
  const bar = far.querySelector("progress");
  [bar.max, bar.value] = [names.size || 1, given.size];
  const said = form.dataset.far.replace("{answered}", given.size).replace("{asked}", names.size);
  document.getElementById("far-said").textContent = said;
}
