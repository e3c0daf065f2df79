"use strict";
(() => {
  const LEAD_S = 0.5;
  const audio = document.querySelector("audio");
  const picture = document.querySelector(".timeline");
  const playhead = document.querySelector(".playhead");
  const entries = [...document.querySelectorAll(".transcript [data-from]")];
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let stopAt = Infinity;
  let button = null;

  function show(time) {
    const x = Number(picture.dataset.left) + Number(picture.dataset.width) * time / Number(picture.dataset.length);
    playhead.setAttribute("x1", x);
    playhead.setAttribute("x2", x);
    playhead.classList.add("on");
    for (const entry of entries) {
      entry.classList.toggle("now", Number(entry.dataset.from) <= time && time < Number(entry.dataset.to));
    }
  }

  function release() {
    if (button) button.classList.remove("playing");
    button = null;
    stopAt = Infinity;
  }

  function hear(element) {
    const again = element === button && !audio.paused;
    release();
    if (again) {
      audio.pause();
      return;
    }
    audio.currentTime = Math.max(0, Number(element.dataset.start) - LEAD_S);
    stopAt = Number(element.dataset.end) + LEAD_S;
    button = element;
    button.classList.add("playing");
    audio.play();
  }

  function read(element) {
    const start = Number(element.dataset.start);
    show(start);
    const entry = entries.find((one) => Number(one.dataset.to) > start);
    if (entry) entry.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
  }

  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details")) part.open = true;
  });
  document.addEventListener("click", (event) => {
    const element = event.target.closest("[data-start]");
    if (element) (audio ? hear : read)(element);
  });
  if (audio) {
    audio.addEventListener("timeupdate", () => {
      show(audio.currentTime);
      if (audio.currentTime >= stopAt) audio.pause();
    });
    audio.addEventListener("pause", release);
  }
})();
