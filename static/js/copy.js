"use strict";

// With script a button copies what stands in a field; without it the field can be selected and copied by hand.
document.querySelectorAll("[data-copy]").forEach((button) => {
  const field = document.getElementById(button.dataset.copy);
  const status = button.parentElement.querySelector("[role=status]");
  button.hidden = false;

  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = "已复制";
    } catch {
      status.textContent = "代码已选中，请按 Ctrl+C 复制";
    }
  });
});
