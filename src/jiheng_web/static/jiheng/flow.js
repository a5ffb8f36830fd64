// Adds up the points of a review form while they are typed.
for (const form of document.querySelectorAll("[data-review]")) {
  const total = form.querySelector("[data-total]");
  const add = () => {
    const points = [...form.querySelectorAll("input.points")].map((input) => Number(input.value) || 0);
    total.value = points.reduce((sum, one) => sum + one, 0);
  };
  form.addEventListener("input", add);
  add();
}
