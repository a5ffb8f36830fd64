// Saves the file of new links and moves on to the round. Without it the page stays; a second press
// is refused by the server, which answers with a page then.
"use strict";
for (const form of document.querySelectorAll("form[data-next]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = new FormData(form, event.submitter);
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(said) }).catch(() => null);
    const name = /filename="([^"]+)"/.exec(answer?.headers.get("Content-Disposition") ?? "");
    if (!answer?.ok || !name) {
      form.submit();
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = name[1];
    link.click();
    window.location.assign(form.dataset.next);
  });
}
