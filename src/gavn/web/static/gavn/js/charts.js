// Draws the charts of a page: loads the drawing library only when there is one. Colours are the page's own
// custom properties, so that light, dark and paper need no second drawing. Expressions are interpreted, never
// compiled, so that a strict policy holds.
const figures = [...document.querySelectorAll("[data-chart]")].filter((figure) => figure.querySelector("[data-chart-place]"));
const token = (name) => `var(${name})`;
const ROLES = {
  "chart-bar": token("--gv-chart-bar"),
  "chart-band": token("--gv-chart-band"),
  "chart-quiet": token("--gv-chart-quiet"),
  "chart-ink": token("--ds-color-neutral-text-default"),
  "chart-paper": token("--gv-page"),
};

if (figures.length) drawAll();

async function drawAll() {
  try {
    await import(figures[0].dataset.vega);
  } catch {
    return; // The tables stand open.
  }
  for (const figure of figures) await draw(figure);
}

async function draw(figure) {
  const place = figure.querySelector("[data-chart-place]");
  const spec = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
  place.hidden = false;
  // Marks with a colour of their own name it by role: "chart-1", "chart-quiet", "chart-band", "chart-ink".
  const told = JSON.parse(JSON.stringify(spec), (_, value) => role(value));
  told.config = merge(theme(), told.config ?? {});
  if (told.width === undefined && !told.hconcat && !told.facet && !told.repeat) told.width = "container";
  try {
    await window.vegaEmbed(place, told, {
      ast: true,
      renderer: "svg",
      actions: false,
      defaultStyle: false,
      tooltip: { disableDefaultStyle: true },
      formatLocale: numberLocale(),
    });
    const table = figure.querySelector("[data-chart-table]");
    if (table) table.open = false;
  } catch {
    place.hidden = true;
  }
}

function role(value) {
  if (typeof value !== "string") return value;
  if (/^chart-[1-5]$/.test(value)) return token(`--gv-${value}`);
  return ROLES[value] ?? value;
}

function theme() {
  const ink = token("--ds-color-neutral-text-default");
  const quiet = token("--ds-color-neutral-text-subtle");
  const rule = token("--gv-rule");
  const font = getComputedStyle(document.body).fontFamily;
  const words = { labelFont: font, titleFont: font, labelFontSize: 14, titleFontSize: 14, titleFontWeight: 600 };
  return {
    background: "transparent",
    font,
    padding: 4,
    view: { stroke: null },
    range: { category: [1, 2, 3, 4, 5].map((n) => token(`--gv-chart-${n}`)), symbol: ["circle", "square", "triangle-up", "diamond", "cross"] },
    axis: { ...words, labelColor: quiet, titleColor: ink, domainColor: quiet, tickColor: quiet, gridColor: rule, labelPadding: 6, labelLimit: 220 },
    axisX: { grid: false },
    legend: { ...words, labelColor: ink, titleColor: ink, orient: "top", symbolSize: 120 },
    header: { ...words, labelColor: ink, titleColor: ink },
    title: { font, color: ink, anchor: "start", fontSize: 16, fontWeight: 600 },
    mark: { color: token("--gv-chart-1") },
    bar: { color: token("--gv-chart-bar") },
    line: { strokeWidth: 2.5 },
    point: { size: 90, filled: true, opacity: 1 },
    rule: { color: quiet, strokeWidth: 1.5 },
    errorbar: { color: ink, thickness: 1.5 },
    text: { color: ink, font, fontSize: 14 },
    area: { color: token("--gv-chart-band") },
  };
}

function merge(below, above) {
  const both = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const plain = (one) => one && typeof one === "object" && !Array.isArray(one);
    both[key] = plain(value) && plain(both[key]) ? merge(both[key], value) : value;
  }
  return both;
}

function numberLocale() {
  if (document.documentElement.lang.startsWith("en")) return { decimal: ".", thousands: ",", grouping: [3], currency: ["", ""] };
  return { decimal: ",", thousands: "\u00a0", grouping: [3], currency: ["", ""], percent: "\u00a0%" };
}
