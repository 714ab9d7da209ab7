// What Dash's and plotly's scripts put into the chart page, as far as our script uses it.

interface PlotlyFigure {
  data?: PlotlyTrace[];
  layout?: PlotlyLayout;
}

interface PlotlyTrace {
  meta?: number[];
  textfont: { size: number[] };
}

interface PlotlyLayout {
  dragmode?: string;
  legend?: object;
  sliders?: { pad?: { t?: number } }[];
  updatemenus?: { pad?: { t?: number } }[];
  annotations?: { font?: object }[];
  meta?: { box?: boolean; size?: [number, number] | null; high?: number };
}

/** An element that plotly draws into; `on` and the rest are there once it has. */
interface Graph extends HTMLElement {
  on: (event: string, listener: (told: unknown) => void) => void;
  calcdata?: unknown[];
  data: PlotlyTrace[];
  layout: PlotlyLayout;
  _fullLayout: {
    _size: { w: number; h: number };
    sliders?: { active: number; steps: { args: [[string], ...unknown[]] }[] }[];
  };
}

declare const Plotly: {
  react(graph: Graph, figure: PlotlyFigure, ...more: unknown[]): Promise<Graph>;
  relayout(graph: Graph, changes: object): void;
  restyle(graph: Graph, changes: object, traces: number[]): void;
  downloadImage(figure: object, options: object): Promise<string>;
};

declare class DashRenderer {}

interface Window {
  dash_clientside: {
    no_update: unknown;
    set_props(id: string | object, props: object): void;
    charts?: Record<string, (...told: never[]) => unknown>;
  };
  early: [string, Promise<Response>][];
  renderer: DashRenderer;
}
