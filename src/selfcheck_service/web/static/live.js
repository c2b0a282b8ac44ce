// Fetches how many have voted while a room watches. Without it a link does the same.

const EVERY = 3000;
const PATIENCE = 8000;

const live = document.getElementById("live");
const lost = document.getElementById("live-lost");
if (live && !live.dataset.done) setTimeout(look, EVERY);

async function look() {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("live");
    if (!answer.ok || !found) throw new Error("not the page of the room");
    lost.textContent = "";
    if (found.dataset.done) return location.reload();
    const [said, now] = [live.querySelector(".room-count"), found.querySelector(".room-count").textContent];
    if (said.textContent !== now) said.textContent = now;
  } catch {
    lost.textContent = live.dataset.lost;
  }
  setTimeout(look, EVERY);
}
