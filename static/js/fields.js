"use strict";

// Fields that depend on one another. Without this script the server offers the same by a button.
(() => {
  function setOptions(select, pairs) {
    if (!select) return;
    const chosen = select.value;
    const empty = [...select.options].filter((option) => option.value === "");
    select.replaceChildren(...empty, ...pairs.map(([value, text]) => new Option(text, value)));
    select.value = pairs.some(([value]) => String(value) === chosen) ? chosen : "";
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }

  function near(element, id) {
    return (element.form || document).querySelector(`[id="${CSS.escape(id)}"]`);
  }

  // <select data-regions-url="…" data-region-child="id_city">
  async function narrowRegions(select) {
    const child = near(select, select.dataset.regionChild);
    let pairs = [];
    if (select.value) {
      const answer = await fetch(`${select.dataset.regionsUrl}?${new URLSearchParams({ parent: select.value })}`);
      if (!answer.ok) return;
      pairs = await answer.json();
    }
    if (!child) return;
    setOptions(child, pairs);
    if (pairs.length === 1) child.value = pairs[0][0];
    child.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // <select data-narrows="id_document_type" data-options='{"4": [[1, "营业执照"]]}'>
  function narrowChoices(select) {
    setOptions(near(select, select.dataset.narrows), JSON.parse(select.dataset.options)[select.value] || []);
  }

  // <input type="checkbox" data-same-person='{"id_person_name": "…"}'>
  function fillPerson(tick, isNew) {
    for (const [id, value] of Object.entries(JSON.parse(tick.dataset.samePerson))) {
      const field = near(tick, id);
      if (!field) continue;
      if (isNew && tick.checked) field.dataset.before = field.value;
      if (tick.checked) field.value = value;
      else if (isNew && "before" in field.dataset) field.value = field.dataset.before;
      field.disabled = tick.checked;
    }
  }

  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.matches("[data-region-child]")) narrowRegions(field).catch(() => {});
    if (field.matches("[data-narrows]")) narrowChoices(field);
    if (field.matches("[data-same-person]")) fillPerson(field, true);
  });

  function settle(root) {
    root.querySelectorAll("select[data-narrows]").forEach(narrowChoices);
    root.querySelectorAll("[data-same-person]").forEach((tick) => fillPerson(tick, false));
  }

  // A region that the browser has put back: the page came without what lies in it.
  function offerChildren(select) {
    const child = near(select, select.dataset.regionChild);
    if (select.value && child && child.options.length < 2) narrowRegions(select).catch(() => {});
  }

  document.addEventListener("portal:content", ({ detail }) => {
    if (detail !== document) settle(detail);
  });

  // Not before: on the way back the browser first puts in again what was typed.
  window.addEventListener("pageshow", () => {
    settle(document);
    document.querySelectorAll("[data-region-child]").forEach(offerChildren);
  });
})();
