"use strict";

// Django's search-as-you-type fields have no name for a screen reader: each gets its label's.
window.addEventListener("load", () => {
  document.querySelectorAll("select.admin-autocomplete").forEach((select) => {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const box = select.parentElement.querySelector(".select2-selection");
    if (!label || !box) return;
    const rendered = box.querySelector(".select2-selection__rendered");
    label.id = label.id || `${select.id}_label`;
    box.setAttribute("aria-labelledby", `${label.id} ${rendered.id}`);
    rendered.setAttribute("aria-labelledby", label.id);
  });
});
