// Copies the text of the element that a button names. Without a script, or without a clipboard, the button stays hidden
// and one click selects the text.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  const report = document.getElementById(button.dataset.reports);
  if (!source || !report || !navigator.clipboard) {
    continue;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      report.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(source);
      report.textContent = "Selected: press Ctrl+C or ⌘C";
    }
  });
}
