// Lays cards by dragging them, or with the arrow keys. Without it the fields of the table do the same; they always hold
// what will be saved, and what is typed there moves the dots.

const picture = document.getElementById("matrix");
if (picture) lay();

function lay() {
  const { left, bottom, wide, high, least, most } = numbers(picture.dataset);
  const unsaved = document.getElementById("matrix-unsaved");
  const said = unsaved.dataset;
  const cards = [...picture.querySelectorAll("[data-card]")].map((dot) => ({
    dot,
    impact: field("impact", dot),
    effort: field("effort", dot),
  }));
  for (const card of cards) card.before = stored(card);

  // A picture says nothing of its parts to who listens; from here on they can be used.
  picture.setAttribute("role", "group");
  document.getElementById("matrix-drag").hidden = false;
  cards.forEach(prepare);
  document.getElementById("matrix-form").addEventListener("input", draw);
  addEventListener("pageshow", draw);
  draw();

  function prepare(card) {
    const { dot } = card;
    dot.setAttribute("tabindex", "0");
    dot.setAttribute("role", "slider");
    dot.setAttribute("aria-label", dot.dataset.name);
    dot.setAttribute("aria-valuemin", least);
    dot.setAttribute("aria-valuemax", most);
    dot.addEventListener("keydown", (event) => step(card, event));
    dot.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      dot.focus();
      dot.setPointerCapture(event.pointerId);
      card.dragged = true;
    });
    dot.addEventListener("pointermove", (event) => {
      if (!card.dragged) return;
      const { x, y } = inPicture(event);
      move(card, { impact: Math.ceil((bottom - y) / high), effort: Math.ceil((x - left) / wide) });
    });
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
      dot.addEventListener(end, () => { card.dragged = false; });
    }
  }

  function step(card, event) {
    const by = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key];
    const from = place(card);
    if (!by || !from || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move(card, { impact: from.impact + by[0], effort: from.effort + by[1] });
  }

  function move(card, to) {
    card.impact.value = within(to.impact);
    card.effort.value = within(to.effort);
    draw();
  }

  function draw() {
    const lying = new Map();
    for (const card of cards) {
      // What is half typed lies nowhere yet; the dot waits where it was.
      const at = place(card) || card.before;
      const key = `${at.impact}-${at.effort}`;
      const under = lying.get(key) || 0;
      lying.set(key, under + 1);
      const x = left + at.effort * wide - 39 + (under % 3) * 18;
      const y = bottom - at.impact * high + 28 - Math.floor(under / 3) * 18;
      card.dot.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      const text = said.at.replace("{impact}", at.impact).replace("{effort}", at.effort);
      card.dot.setAttribute("aria-valuenow", at.impact);
      card.dot.setAttribute("aria-valuetext", text);
      card.dot.classList.toggle("card-moved", isMoved(card));
    }
    const count = cards.filter(isMoved).length;
    unsaved.hidden = count === 0;
    const line = unsaved.querySelector("[role=status]");
    const text = count === 0 ? "" : (count === 1 ? said.one : said.other).replace("{count}", count);
    if (line.textContent !== text) line.textContent = text;
  }

  function isMoved(card) {
    const at = place(card);
    return Boolean(at) && (at.impact !== card.before.impact || at.effort !== card.before.effort);
  }

  // Where it lies for all, whatever is typed here: after a refusal the fields hold what was not saved.
  function stored(card) {
    const shown = document.querySelector(`input[name="shown.${CSS.escape(card.dot.dataset.card)}"]`);
    const [impact, effort] = shown.value.split("-").map(Number);
    return { impact, effort };
  }

  function place(card) {
    const at = { impact: Number(card.impact.value), effort: Number(card.effort.value) };
    return Object.values(at).every((each) => Number.isInteger(each) && each >= least && each <= most) ? at : null;
  }

  function within(value) {
    return Math.min(Math.max(value, least), most);
  }

  function inPicture(event) {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
  }

  function field(axis, dot) {
    return document.getElementById(`${axis}.${dot.dataset.card}`);
  }
}

function numbers(data) {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, Number(value)]));
}
