"use strict";
// Draws a network with ECharts from the places that the server found; the tables of the page say the same in words.

(() => {
  const frame = document.getElementById("graph");
  if (!frame || !window.echarts) return;
  const picture = JSON.parse(document.getElementById(frame.dataset.from).textContent);
  const SHAPES = { people: "circle", local: "rect", state: "diamond", private: "triangle", religious: "roundRect" };
  const COLOURS = { people: "--brand", local: "--accent", state: "--indigo", private: "--gold", religious: "--good" };
  const SMALLEST = 9, LARGEST = 34, NAMED = 12, ALL_NAMED = 30;
  const UNIT = 1000;  // ECharts draws a line level whose ends differ by less than half of its own unit

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const across = picture.nodes.map((node) => node.at[0]);
  const middle = (Math.min(...across) + Math.max(...across)) / 2;
  const most = Math.max(...picture.nodes.map((node) => node.between), 0.0001);
  const sectors = Object.keys(picture.sectors);
  const named = new Set([...picture.nodes.keys()]
    .sort((a, b) => picture.nodes[b].between - picture.nodes[a].between).slice(0, NAMED));

  function node(each, index) {
    return {
      id: String(index), name: each.name, x: each.at[0] * UNIT, y: each.at[1] * UNIT,
      category: sectors.indexOf(each.sector),
      symbolSize: SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(each.between / most),
      label: { position: each.at[0] > middle ? "left" : "right", show: picture.nodes.length <= ALL_NAMED || (named.has(index) && each.between > 0) },
      about: each,
    };
  }

  function words({ dataType, data }) {
    if (dataType === "edge") {
      return `${picture.nodes[data.source].name}\n${picture.nodes[data.target].name}\n${data.kinds}`;
    }
    const { name, kind, links, between } = data.about;
    const { words: said } = picture;
    return `${name}\n${kind}\n${said.links}: ${links}\n${said.between}: ${(between * 100).toFixed(1)}`;
  }

  function option() {
    const text = { color: colour("--ink"), fontFamily: colour("--family"), fontSize: 13 };
    return {
      animation: false,
      textStyle: text,
      aria: { enabled: false },
      legend: { data: sectors.map((sector) => ({ name: picture.sectors[sector], icon: SHAPES[sector] })), textStyle: text, top: 0, left: 0 },
      tooltip: {
        renderMode: "richText", confine: true, formatter: words, textStyle: text,
        backgroundColor: colour("--surface"), borderColor: colour("--line"),
      },
      series: [{
        type: "graph", layout: "none", top: 44, bottom: 12, left: 12, right: 12,
        roam: true, scaleLimit: { min: 0.5, max: 12 }, preserveAspect: true,
        categories: sectors.map((sector) => ({
          name: picture.sectors[sector], symbol: SHAPES[sector], itemStyle: { color: colour(COLOURS[sector]) },
        })),
        data: picture.nodes.map(node),
        links: picture.links.map(([source, target, kinds]) => ({ source: String(source), target: String(target), kinds })),
        label: { ...text, width: frame.clientWidth / 2, overflow: "truncate", textBorderColor: colour("--surface"), textBorderWidth: 3 },
        labelLayout: { hideOverlap: true },
        lineStyle: { color: colour("--edge"), opacity: 0.45, width: 1 },
        itemStyle: { borderColor: colour("--surface"), borderWidth: 1 },
        emphasis: { focus: "adjacency", label: { show: true }, lineStyle: { opacity: 1, width: 2 } },
      }],
    };
  }

  frame.textContent = " ";  // an empty frame takes no room
  const chart = window.echarts.init(frame, null, { renderer: "canvas" });
  const draw = () => chart.setOption(option(), true);
  draw();
  document.querySelector(".graph-hint").hidden = false;
  chart.on("click", ({ dataType, data }) => { if (dataType === "node") location.assign(data.about.url); });
  new ResizeObserver(() => chart.resize()).observe(frame);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  new MutationObserver(draw).observe(document.documentElement, { attributes: true });
})();
