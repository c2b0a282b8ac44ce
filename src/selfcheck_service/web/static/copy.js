// Offers to copy a key that is shown this once, and says what came of it. Without it the key can be marked as any text.

for (const line of document.querySelectorAll("[data-copy]")) {
  const key = document.getElementById(line.dataset.copy);
  // Browsers copy nothing where the page came without encryption.
  if (key && navigator.clipboard) offer(line, key);
}

function offer(line, key) {
  const [button, said] = [line.querySelector("button"), line.querySelector("[role=status]")];
  line.hidden = false;
  button.addEventListener("click", async () => {
    // The same words twice would not be read out again.
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(key.textContent.trim());
      said.textContent = line.dataset.done;
    } catch {
      getSelection().selectAllChildren(key);
      said.textContent = line.dataset.failed;
    }
  });
}
