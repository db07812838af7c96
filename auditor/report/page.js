"use strict";
// Only for comfort: without this script everything can be read all the same.
const indicators = [...document.querySelectorAll("details.indicator")];
const filters = document.querySelector(".filters");
filters.hidden = false;

function show(outcome) {
  for (const one of indicators) one.hidden = outcome !== "" && one.dataset.outcome !== outcome;
  for (const group of document.querySelectorAll("section.item, section.group"))
    group.hidden = !group.querySelector("details.indicator:not([hidden])");
  for (const button of filters.querySelectorAll("[data-show]"))
    button.setAttribute("aria-pressed", String(button.dataset.show === outcome));
}

filters.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.fold) for (const one of indicators) one.open = button.dataset.fold === "open";
  else show(button.dataset.show);
});

// A link to an indicator unfolds it, and lifts a filter that hides it.
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const one = target?.closest("details.indicator");
  if (!one) return;
  if (one.hidden) show("");
  one.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", reveal);
reveal();
