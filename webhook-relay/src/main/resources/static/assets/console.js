// Fills the live parts of a page with what the relay renders each second.
"use strict";

if (document.querySelector("[data-live]")) {
  const source = new EventSource("/console/live");
  const shown = {};
  for (const name of ["chart", "endpoints", "replays"]) {
    source.addEventListener(name, (event) => {
      const part = document.getElementById("live-" + name);
      const used = part && part !== document.activeElement && part.contains(document.activeElement);
      if (part && !used && shown[name] !== event.data) {
        shown[name] = event.data;
        part.innerHTML = event.data;
      }
    });
  }
}
