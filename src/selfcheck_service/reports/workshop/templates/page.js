"use strict";
// Comfort only: everything works without it. Arrow keys and swiping turn the screens while projecting.
(function () {
  var project = document.getElementById("project");
  function shown() {
    return document.querySelector("main > section:target") || document.getElementById("start");
  }
  function turn(way) {
    var link = shown().querySelector(".turn ." + way);
    if (link) {
      location.hash = link.getAttribute("href");
      scrollTo(0, 0);
      shown().focus({ preventScroll: true });
    }
  }
  document.addEventListener("keydown", function (event) {
    if (!project.checked || event.altKey || event.ctrlKey || event.metaKey) return;
    var way = { ArrowRight: "on", PageDown: "on", ArrowLeft: "back", PageUp: "back" }[event.key];
    if (way) {
      event.preventDefault();
      turn(way);
    }
  });
  var from = null;
  document.addEventListener("touchstart", function (event) {
    from = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", function (event) {
    if (!project.checked || !from) return;
    var to = event.changedTouches[0];
    var across = to.clientX - from.clientX;
    if (Math.abs(across) > 80 && Math.abs(across) > 2 * Math.abs(to.clientY - from.clientY)) turn(across < 0 ? "on" : "back");
  }, { passive: true });
})();
