// Counts the dots that are left, and sends again where the line is bad. Without it the form does the same in one step.

const PATIENCE = 12000;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;

const enter = document.getElementById("enter");
if (enter && location.hash.length > 1 && enter.elements.code.value === "") {
  // The code stands behind the sign that browsers send to nobody; from here it goes in the body of the form.
  enter.elements.code.value = decoded(location.hash.slice(1));
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

const form = document.getElementById("ballot");
if (form) vote();

function vote() {
  const said = form.dataset;
  const line = document.getElementById("dots-left");
  const fields = [...form.querySelectorAll("input[name^='dots.']")];
  let sending = false;
  let plain = false;

  for (const field of fields) if (field.type === "number") addSteps(field);
  form.addEventListener("input", count);
  form.addEventListener("submit", submitted);
  addEventListener("pageshow", count);
  count();

  function put() {
    return fields.reduce((sum, each) => sum + (each.type === "checkbox" ? Number(each.checked) : Number(each.value)), 0);
  }

  function say(state, text) {
    line.dataset.state = state;
    if (line.textContent !== text) line.textContent = text;
  }

  function count() {
    if (sending) return;
    const left = Number(said.dots) - put();
    if (left < 0) say("over", said.over.replace("{count}", -left));
    else say("left", (left === 0 ? said.none : left === 1 ? said.one : said.other).replace("{count}", left));
  }

  function addSteps(field) {
    const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`).textContent;
    const step = (sign, by, words) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "dot-step";
      button.textContent = sign;
      button.setAttribute("aria-label", words.replace("{title}", label));
      button.addEventListener("click", () => {
        const left = Number(said.dots) - put();
        if (by > 0 && left < 1) return count();
        field.value = Math.min(Math.max(Number(field.value) + by, 0), Number(said.most));
        count();
      });
      return button;
    };
    field.before(step("−", -1, said.minus));
    field.after(step("+", 1, said.plus));
  }

  async function submitted(event) {
    if (plain) return;
    event.preventDefault();
    if (sending) return;
    if (put() > Number(said.dots)) {
      document.getElementById("dots").focus();
      return count();
    }
    sending = true;
    const body = new URLSearchParams([...new FormData(form)]);
    let wait = FIRST_WAIT;
    for (let tries = 0; ; tries += 1) {
      say(tries ? "offline" : "sending", tries ? said.again.replace("{count}", tries + 1) : said.sending);
      const answer = await send(body);
      if (answer?.ok && answer.redirected) return location.replace(answer.url);
      if (answer && answer.status < 500 && answer.status !== 429) {
        // Something is to be read: sent once more as it would be without a script, which changes nothing twice.
        plain = true;
        return form.requestSubmit();
      }
      say("offline", said.offline);
      await pause(wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    }
  }

  async function send(body) {
    try {
      return await fetch(form.action, { method: "POST", body, credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
    } catch {
      return null;
    }
  }

  // The line may be back sooner than one has waited for.
  function pause(time) {
    return new Promise((go) => {
      const timer = setTimeout(go, time);
      addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true });
    });
  }
}

const EVERY = 15000;
const LONGEST_PAUSE = 120000;
// A ballot in a room is over by then; whoever comes back later has the link.
const ENOUGH = 90 * 60000;

const waiting = document.getElementById("waiting");
if (waiting) wait();

// Asks now and then whether the result is there. Nobody who is changing the vote loses the page by it.
function wait() {
  const said = waiting.dataset;
  const line = document.getElementById("waiting-said");
  const until = Date.now() + ENOUGH;
  let pause = EVERY;
  let timer = 0;
  let asking = false;

  waiting.textContent = said.asks;
  document.addEventListener("visibilitychange", soon);
  addEventListener("online", soon);
  later();

  function say(text) {
    if (line.textContent !== text) line.textContent = text;
  }

  // Phones that share a line do not ask all at once.
  function later() {
    clearTimeout(timer);
    timer = setTimeout(look, pause * (0.8 + Math.random() * 0.4));
  }

  function soon() {
    if (timer && !document.hidden) look();
  }

  function stop(text) {
    clearTimeout(timer);
    timer = 0;
    waiting.textContent = said.more;
    say(text);
  }

  async function look() {
    if (asking) return;
    if (Date.now() > until) return stop(said.stopped);
    // A page that nobody looks at asks when somebody does again.
    if (document.hidden) return;
    asking = true;
    try {
      const answer = await fetch(said.address, { credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
      if (answer.status >= 500 || answer.status === 429) throw new Error("later");
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (page.getElementById("ballot-over")) return arrived();
      if (!page.getElementById("waiting")) return stop(said.stopped);
      pause = EVERY;
      say("");
    } catch {
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      say(said.lost);
    } finally {
      asking = false;
    }
    later();
  }

  function arrived() {
    if (document.querySelector("details[open] #ballot")) return stop(said.ready);
    clearTimeout(timer);
    location.replace(said.address);
  }
}
