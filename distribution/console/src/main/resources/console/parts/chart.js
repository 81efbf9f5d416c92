import { css, tokens, whenColoursChange } from './colours.js';
import { stylesheet } from './stylesheet.js';

const SERIES = ['--series-1', '--series-2', '--series-3', '--series-4'];
const DASHES = [[], [6, 4], [2, 3]];

let loading = null;

/** uPlot, loaded when the first plot is shown. */
function library() {
  loading ??= new Promise((resolve, reject) => {
    stylesheet('vendor/uPlot.min.css');
    const script = document.createElement('script');
    script.src = 'vendor/uPlot.iife.min.js';
    script.onload = () => resolve(window.uPlot);
    script.onerror = () => {
      loading = null;
      reject(new Error('The plots did not load.'));
    };
    document.head.append(script);
  });
  return loading;
}

/**
 * A plot of lines with intervals, in the look of the reports' ones. The same numbers have to stand in a table beside it.
 *
 * <p>It has `element`, which is put into a page, and `close()`.
 */
export class Chart {
  #plot = null;
  #content = null;
  #width = 0;
  #ends = [];

  /** @param {string} label names it for screen readers */
  constructor(label) {
    this.element = document.createElement('div');
    this.element.className = 'chart';
    this.element.setAttribute('role', 'img');
    this.element.setAttribute('aria-label', label);
    const sizes = new ResizeObserver(() => {
      if (this.element.clientWidth !== this.#width) {
        // Not at once: what is drawn may change the size again.
        requestAnimationFrame(() => this.#draw());
      }
    });
    sizes.observe(this.element);
    this.#ends = [() => sizes.disconnect(), whenColoursChange(() => this.#draw())];
  }

  /**
   * @param {{x: {label: string, at: number[], text: function(number): string, range: number[]}, y: {label: string, range: number[],
   *     text: function(number): string}, lines: {name: string, points: number[][], joined?: boolean,
   *     bare?: boolean}[], diagonal?: boolean}} content
   *     points are `[x, y, low, high]`, without `low` and
   *     `high` where there is no interval; a line is not joined, or bare, that is, without points
   */
  show(content) {
    this.#content = content;
    this.#draw();
  }

  close() {
    this.#ends.forEach((end) => end());
    this.#plot?.destroy();
    this.#plot = null;
  }

  async #draw() {
    const width = this.element.clientWidth;
    const content = this.#content;
    if (!content || !width) {
      return;
    }
    let Plot;
    try {
      Plot = await library();
    } catch (error) {
      this.element.textContent = error.message;
      return;
    }
    if (content !== this.#content || !this.element.isConnected) {
      return;
    }
    this.#width = width;
    this.#plot?.destroy();
    this.#plot = new Plot(this.#options(content, Math.min(width, 860)), table(content), this.element);
  }

  #options({ x, y, lines, diagonal }, width) {
    const colours = tokens(this.element, ['--text', '--text-2', '--line', ...SERIES]);
    const colourOf = (line) => css(colours[SERIES[line % SERIES.length].slice(2)]);
    const axis = (own, size) => ({
      label: own.label,
      values: (plot, splits) => splits.map(own.text),
      size,
      labelSize: 24,
      stroke: css(colours['text-2']),
      font: '12px system-ui, sans-serif',
      labelFont: '13px system-ui, sans-serif',
      grid: { stroke: css(colours.line), width: 1 },
      ticks: { stroke: css(colours.line), width: 1 },
    });
    return {
      width,
      height: Math.round(Math.min(420, Math.max(280, width * 0.5))),
      padding: [12, 16, 0, 0],
      cursor: { drag: { x: false, y: false } },
      legend: { show: lines.length > 1, markers: { fill: (plot, line) => colourOf(line - 1) } },
      scales: { x: { time: false, range: x.range }, y: { range: y.range } },
      axes: [{ ...axis(x, 42), splits: () => x.at }, axis(y, 58)],
      series: [
        { label: x.label, value: (plot, value) => (value === null || value === undefined ? '–' : x.text(value)) },
        ...lines.map((line, i) => ({
          label: line.name,
          stroke: colourOf(i),
          width: 2.2,
          dash: DASHES[Math.floor(i / SERIES.length) % DASHES.length],
          spanGaps: true,
          ...(line.joined === false ? { paths: () => null } : {}),
          points: { show: !line.bare, size: 7, fill: colourOf(i), stroke: colourOf(i) },
          value: (plot, value) => (value === null || value === undefined ? '–' : y.text(value)),
        })),
      ],
      hooks: {
        drawAxes: [
          ...(diagonal ? [(plot) => line(plot, css(colours['text-2']))] : []),
          ...lines.map((each, i) => (plot) => whiskers(plot, each.points, colourOf(i))),
        ],
      },
    };
  }
}

/** The colour token of the n-th line, for what stands beside a plot. */
export function seriesToken(n) {
  return SERIES[n % SERIES.length];
}

function table({ lines }) {
  const at = [...new Set(lines.flatMap((each) => each.points.map((point) => point[0])))].sort((a, b) => a - b);
  const columns = lines.map((each) => {
    const byX = new Map(each.points.map((point) => [point[0], point[1]]));
    return at.map((x) => byX.get(x) ?? null);
  });
  return [at, ...columns];
}

function whiskers(plot, points, colour) {
  const { ctx } = plot;
  const sharp = window.devicePixelRatio || 1;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.6 * sharp;
  ctx.beginPath();
  for (const [x, , low, high] of points) {
    if (typeof low === 'number' && typeof high === 'number') {
      const at = plot.valToPos(x, 'x', true);
      const ends = [low, high].map((value) => plot.valToPos(value, 'y', true));
      ctx.moveTo(at, ends[0]);
      ctx.lineTo(at, ends[1]);
      for (const end of ends) {
        ctx.moveTo(at - 4 * sharp, end);
        ctx.lineTo(at + 4 * sharp, end);
      }
    }
  }
  ctx.stroke();
  ctx.restore();
}

function line(plot, colour) {
  const { ctx } = plot;
  const sharp = window.devicePixelRatio || 1;
  ctx.save();
  ctx.setLineDash([6 * sharp, 5 * sharp]);
  ctx.strokeStyle = colour;
  ctx.beginPath();
  ctx.moveTo(plot.valToPos(0, 'x', true), plot.valToPos(0, 'y', true));
  ctx.lineTo(plot.valToPos(1, 'x', true), plot.valToPos(1, 'y', true));
  ctx.stroke();
  ctx.restore();
}
