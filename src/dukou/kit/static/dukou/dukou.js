// What a page can do more of when scripts run. Everything works without this file.
(() => {
  "use strict";

  // An interactive chart: the library comes only when the reader asks for it.
  let bundle = null;
  const loaded = (address) =>
    (bundle ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    }));

  const drawn = async (button) => {
    const figure = button.closest("figure");
    const region = figure.querySelector(".chart__region");
    const spec = JSON.parse(figure.querySelector(".chart-spec").textContent);
    button.disabled = true;
    await loaded(button.dataset.chartBundle);
    const holder = document.createElement("div");
    // ast and interpreter: no eval; own styles: the content policy admits no injected sheet.
    await window.vegaEmbed(holder, spec, {
      mode: "vega-lite",
      renderer: "svg",
      ast: true,
      actions: false,
      defaultStyle: false,
      tooltip: { disableDefaultStyle: true },
    });
    const drawing = holder.querySelector("svg");
    const still = region.querySelector("svg");
    drawing.setAttribute("role", "img");
    drawing.setAttribute("aria-label", still.querySelector("title")?.textContent ?? "");
    region.replaceChildren(holder);
    button.hidden = true;
  };

  for (const button of document.querySelectorAll("button[data-chart-bundle]")) {
    button.hidden = false;
    button.addEventListener("click", () =>
      drawn(button).catch(() => {
        button.disabled = true;
      }),
    );
  }

  // A drawing with flows: what goes into a node and out of it stands out while the reader points at it or tabs to it.
  for (const drawing of document.querySelectorAll(".drawing svg")) {
    const flows = [...drawing.querySelectorAll("[data-supplier]")];
    for (const node of drawing.querySelectorAll("[data-node]")) {
      const show = (on) => {
        drawing.classList.toggle("is-followed", on);
        for (const flow of flows) {
          const isOwn = flow.dataset.supplier === node.dataset.node || flow.dataset.user === node.dataset.node;
          flow.classList.toggle("is-own", on && isOwn);
        }
      };
      for (const begin of ["pointerenter", "focus"]) node.addEventListener(begin, () => show(true));
      for (const end of ["pointerleave", "blur"]) node.addEventListener(end, () => show(false));
    }
  }

  // A broad drawing can be made larger in its frame.
  for (const frame of document.querySelectorAll(".drawing--broad[data-larger]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet button--small drawing-button";
    const label = () => {
      button.textContent = frame.classList.contains("is-large") ? frame.dataset.smaller : frame.dataset.larger;
    };
    button.addEventListener("click", () => {
      frame.classList.toggle("is-large");
      label();
    });
    label();
    frame.before(button);
  }

  // A form that came back with faults: the reader is led to them.
  document.querySelector(".faults")?.focus();

  // A form is sent once, however often the button is pressed.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
})();
