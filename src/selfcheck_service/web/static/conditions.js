// Shows only the questions that count by what is answered. Without it all stand there, with a sentence when they count.

const form = document.getElementById("answers");
const told = document.getElementById("questions-changed");
const items = new Map([...form.querySelectorAll("[data-item]")].map((each) => [each.dataset.item, each]));
let hidden = new Set();
let waiting = null;

show(form.dataset.hidden, false);
document.addEventListener("hidden-questions", (event) => show(event.detail, true));
// A question that has the focus goes only once the focus is elsewhere.
form.addEventListener("focusout", () => setTimeout(() => waiting && show([...waiting], true)));

function show(keys, aloud) {
  const wanted = new Set((typeof keys === "string" ? keys.split(" ") : keys).filter((key) => items.has(key)));
  const stays = [...wanted].find((key) => items.get(key).contains(document.activeElement) && !hidden.has(key));
  waiting = stays ? wanted : null;
  const next = new Set([...wanted].filter((key) => key !== stays));
  const came = [...hidden].filter((key) => !next.has(key));
  const went = [...next].filter((key) => !hidden.has(key));
  hidden = next;
  // What is typed in a question stays there while nobody sees it, and comes back with it.
  for (const key of came) items.get(key).hidden = false;
  for (const key of went) items.get(key).hidden = true;
  for (const part of [...form.querySelectorAll(".field .field, .unit, .item-grid, .item:has(> .compared)")]) {
    const inside = [...part.querySelectorAll("[data-item]")];
    if (inside.length) part.hidden = inside.every((each) => each.hidden);
  }
  if (!aloud || !told) return;
  const said = [];
  if (came.length) said.push(form.dataset.came.replace("{questions}", names(came)));
  if (went.length) said.push(form.dataset.went.replace("{questions}", names(went)));
  if (said.length) told.textContent = said.join(" ");
}

function names(keys) {
  const prompts = keys.map((key) => items.get(key).querySelector("legend, label, th")?.textContent.trim() ?? "");
  return [...new Set(prompts)].join("; ").replace(/\s+/g, " ");
}

// Where nothing is stored, the service is asked as soon as an answer changes on which another question hangs.
if (form.dataset.conditions) {
  const deciding = new Set(form.dataset.deciding.split(" "));
  let asked = 0;
  form.addEventListener("change", async (event) => {
    const name = event.target.name?.replace(/^(no_)?answer\./, "");
    if (!name || !deciding.has(name)) return;
    const number = (asked += 1);
    try {
      const answer = await fetch(form.dataset.conditions, {
        method: "POST",
        body: new URLSearchParams([...new FormData(form)]),
        headers: { accept: "application/json" },
        credentials: "same-origin",
      });
      if (answer.ok && number === asked) show((await answer.json()).hidden, true);
    } catch {
      // Without a connection everything stays as it is: the sentences say when a question counts.
    }
  });
}
