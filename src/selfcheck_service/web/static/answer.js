// Keeps what is filled in while one pauses, and says honestly whether that worked. Without it each step keeps the page.

const PAUSE = 1500;
const CHOSEN = 400;
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 60000;
const PATIENCE = 15000;

const enter = document.getElementById("enter");
if (enter && location.hash.length > 1 && enter.elements.code.value === "") {
  // The code stands behind the sign that browsers send to nobody; from here it goes in the body of the form.
  enter.elements.code.value = decoded(location.hash.slice(1)).replace(/^code=/, "");
  history.replaceState(null, "", location.pathname + location.search);
  enter.requestSubmit();
}

// What was mangled on the way is shown as it came.
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const form = document.getElementById("answers");
const line = document.getElementById("kept");
if (form && line) watch();

function watch() {
  const said = form.dataset;
  const store = `unsaved ${said.owner} ${location.pathname}`;
  let clean = content();
  let timer = 0;
  let wait = FIRST_WAIT;
  let running = null;
  let leaving = false;

  line.textContent = said.auto;
  restore();
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", submitted);
  addEventListener("online", () => isDirty() && keep());
  addEventListener("beforeunload", (event) => {
    if (!leaving && isDirty()) event.preventDefault();
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });

  function content() {
    const sent = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (name !== "csrf" && name !== "seen") sent.append(name, value);
    }
    return sent.toString();
  }

  function isDirty() {
    return content() !== clean;
  }

  function say(state, text) {
    line.dataset.state = state;
    if (line.textContent !== text) line.textContent = text;
  }

  function changed(event) {
    if (!isDirty()) return;
    if (line.dataset.state !== "offline") say("unsaved", said.unsaved);
    else stash();
    clearTimeout(timer);
    // Other questions may hang on what was chosen; who types pauses longer.
    timer = setTimeout(keep, event?.target.type === "radio" ? CHOSEN : PAUSE);
  }

  // Comes to "kept", "refused" or "offline".
  function keep() {
    clearTimeout(timer);
    running ??= send().finally(() => {
      running = null;
    });
    return running;
  }

  async function send() {
    const now = content();
    if (line.dataset.state !== "offline") say("saving", said.saving);
    const body = new URLSearchParams([...new FormData(form)]);
    body.set("step", "keep");
    let answer;
    try {
      answer = await fetch(form.action, {
        method: "POST",
        body,
        headers: { accept: "application/json" },
        credentials: "same-origin",
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (answer.status >= 500 || answer.status === 429) throw new Error("later");
    } catch {
      stash();
      say("offline", said.offline);
      // Nobody can say now which questions count: all stand there, each with its sentence.
      document.dispatchEvent(new CustomEvent("hidden-questions", { detail: [] }));
      timer = setTimeout(keep, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
      return "offline";
    }
    const isTold = (answer.headers.get("content-type") ?? "").startsWith("application/json");
    if (!answer.ok || !isTold) {
      say("refused", isTold ? said.elsewhere : said.refused);
      return "refused";
    }
    const told = await answer.json();
    form.elements.seen.value = told.seen;
    if (form.elements.csrf) form.elements.csrf.value = told.csrf;
    document.getElementById("far").value = told.answered;
    document.getElementById("far-said").textContent = told.progress;
    document.dispatchEvent(new CustomEvent("hidden-questions", { detail: told.hidden }));
    for (const each of form.querySelectorAll("[data-open]")) each.textContent = `(${told.open[each.dataset.open] ?? ""})`;
    offerKey(told.key);
    clean = now;
    wait = FIRST_WAIT;
    forget((name) => name === store);
    if (isDirty()) {
      line.dataset.state = "unsaved";
      changed();
    } else say("kept", said.kept.replace("{time}", told.kept));
    return "kept";
  }

  // From the first answer that is kept on, the key is the only way back from elsewhere.
  function offerKey(address) {
    const place = document.getElementById("pause-key");
    if (!address || !place) return;
    place.querySelector("a").href = address;
    place.hidden = false;
    document.getElementById("pause-first").hidden = true;
  }

  async function submitted(event) {
    if (leaving || (!isDirty() && !running)) {
      leaving = true;
      return;
    }
    // Where there is no connection the browser would show a page of its own in place of this one.
    event.preventDefault();
    const button = event.submitter;
    if ((await keep()) === "offline") return;
    leaving = true;
    form.requestSubmit(button);
  }

  // Only what could not be kept is put aside in the window, until it is kept or the window is closed.
  function stash() {
    try {
      sessionStorage.setItem(store, content());
    } catch {
      // The window keeps nothing, as in some private modes: then the page itself has to stay open, as it says.
    }
  }

  // On a device that several people use nobody gets what somebody else has typed.
  function forget(isMeant) {
    try {
      for (const name of Object.keys(sessionStorage)) if (isMeant(name)) sessionStorage.removeItem(name);
    } catch {
      // What the window does not keep need not be forgotten.
    }
  }

  function stashed() {
    try {
      return sessionStorage.getItem(store);
    } catch {
      return null;
    }
  }

  function restore() {
    forget((name) => name.startsWith("unsaved ") && !name.startsWith(`unsaved ${said.owner} `));
    const before = stashed();
    if (before === null) return;
    forget((name) => name === store);
    if (before === clean) return;
    const sent = new URLSearchParams(before);
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || field.tagName === "BUTTON") continue;
      const values = sent.getAll(field.name);
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
    if (isDirty()) {
      say("unsaved", said.restored);
      timer = setTimeout(keep, PAUSE);
    }
  }
}
