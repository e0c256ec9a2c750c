import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import * as common from "@grafana/grafana-foundation-sdk/common";
import * as dashboard from "@grafana/grafana-foundation-sdk/dashboard";
import * as heatmap from "@grafana/grafana-foundation-sdk/heatmap";
import * as prometheus from "@grafana/grafana-foundation-sdk/prometheus";
import * as stat from "@grafana/grafana-foundation-sdk/stat";
import * as table from "@grafana/grafana-foundation-sdk/table";
import * as text from "@grafana/grafana-foundation-sdk/text";
import * as timeseries from "@grafana/grafana-foundation-sdk/timeseries";

/** What all panels read from; whoever looks at a dashboard chooses it. */
export const DATASOURCE: common.DataSourceRef = { type: "prometheus", uid: "${datasource}" };

/** A query with the name that its series get in the legend, where labels stand in double braces. */
export type Query = [expr: string, legend: string];

/** From which value on a figure has which colour. */
export type Steps = [from: number, colour: "green" | "orange" | "red"][];

/** How a panel shows its figures. */
export interface Looks {
  unit: string;
  about?: string;
  min?: number;
  max?: number;
  decimals?: number;
  steps?: Steps;
  runbook?: string;
  width?: number;
  height?: number;
}

type AnyPanel = timeseries.PanelBuilder | stat.PanelBuilder | table.PanelBuilder | heatmap.PanelBuilder;

const queries = (all: Query[]): Builder<prometheus.Dataquery>[] =>
  all.map(([expr, legend], i) =>
    new prometheus.DataqueryBuilder()
      .datasource(DATASOURCE)
      .expr(expr)
      .legendFormat(legend)
      .refId(String.fromCharCode(65 + i))
      .range(),
  );

function thresholds(steps: Steps): dashboard.ThresholdsConfigBuilder {
  const beginning = { value: null, color: steps[0][1] === "green" ? "red" : "green" };
  return new dashboard.ThresholdsConfigBuilder()
    .mode(dashboard.ThresholdsMode.Absolute)
    .steps([beginning, ...steps.map(([value, color]) => ({ value, color }))]);
}

function looking<P extends AnyPanel>(panel: P, title: string, looks: Looks): P {
  panel.title(title).datasource(DATASOURCE).unit(looks.unit).span(looks.width ?? 8).height(looks.height ?? 8);
  if (looks.about !== undefined) panel.description(looks.about);
  if (looks.min !== undefined) panel.min(looks.min);
  if (looks.max !== undefined) panel.max(looks.max);
  if (looks.decimals !== undefined) panel.decimals(looks.decimals);
  if (looks.steps !== undefined) panel.thresholds(thresholds(looks.steps));
  if (looks.runbook !== undefined) panel.links([runbook(looks.runbook)]);
  return panel;
}

const runbook = (name: string): dashboard.DashboardLinkBuilder =>
  new dashboard.DashboardLinkBuilder("Runbook: " + name)
    .type(dashboard.DashboardLinkType.Link)
    .url("${docs}docs/runbooks/" + name + ".md")
    .targetBlank(true);

/** Lines over time. */
export function lines(title: string, all: Query[], looks: Looks): timeseries.PanelBuilder {
  const panel = new timeseries.PanelBuilder()
    .targets(queries(all))
    .lineWidth(1)
    .fillOpacity(8)
    .showPoints(common.VisibilityMode.Auto)
    .spanNulls(false)
    .legend(
      new common.VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom),
    )
    .tooltip(new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending));
  if (looks.steps !== undefined) {
    panel.thresholdsStyle(new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed));
  }
  return looking(panel, title, looks);
}

/** The latest figure in large. */
export const figure = (title: string, all: Query[], looks: Looks): stat.PanelBuilder =>
  looking(
    new stat.PanelBuilder()
      .targets(queries(all))
      .colorMode(common.BigValueColorMode.Value)
      .graphMode(common.BigValueGraphMode.Area)
      .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(["lastNotNull"])),
    title,
    { width: 4, height: 4, ...looks },
  );

/** The latest values as a table, a row for each combination of labels. */
export const rows = (title: string, columns: Query[], looks: Looks): table.PanelBuilder =>
  looking(
    new table.PanelBuilder()
      .targets(
        columns.map(([expr, name]) =>
          new prometheus.DataqueryBuilder()
            .datasource(DATASOURCE)
            .expr(expr)
            .refId(name)
            .format(prometheus.PromQueryFormat.Table)
            .instant(),
        ),
      )
      .withTransformation({ id: "merge", options: {} })
      .withTransformation({ id: "organize", options: { excludeByName: { Time: true }, renameByName: renamed(columns) } }),
    title,
    looks,
  );

const renamed = (columns: Query[]): Record<string, string> =>
  Object.fromEntries(columns.map(([, name]) => [columns.length === 1 ? "Value" : "Value #" + name, name]));

/** A histogram over time. */
export const spread = (title: string, buckets: string, looks: Looks): heatmap.PanelBuilder =>
  looking(
    new heatmap.PanelBuilder()
      .targets([
        new prometheus.DataqueryBuilder()
          .datasource(DATASOURCE)
          .expr(buckets)
          .legendFormat("{{le}}")
          .refId("A")
          .format(prometheus.PromQueryFormat.Heatmap)
          .range(),
      ])
      .calculate(false)
      .yAxis(new heatmap.YAxisConfigBuilder().unit(looks.unit)),
    title,
    looks,
  );

/** Words, with links. */
export const words = (title: string, markdown: string, width: number, height: number): text.PanelBuilder =>
  new text.PanelBuilder().title(title).mode(text.TextMode.Markdown).content(markdown).span(width).height(height);

/** A dashboard as all of them are: with the choice of a data source, the address of the docs and links to the others. */
export function board(uid: string, title: string, description: string): dashboard.DashboardBuilder {
  return new dashboard.DashboardBuilder("Augmenta: " + title)
    .uid(uid)
    .description(description)
    .tags(["augmenta"])
    .timezone("browser")
    .refresh("30s")
    .time({ from: "now-3h", to: "now" })
    .tooltip(dashboard.DashboardCursorSync.Crosshair)
    .readonly()
    .withVariable(new dashboard.DatasourceVariableBuilder("datasource").label("Data source").type("prometheus"))
    .withVariable(address("docs", "Docs", "Where the project's files can be read, with a slash at its end", ""))
    .link(
      new dashboard.DashboardLinkBuilder("Augmenta")
        .type(dashboard.DashboardLinkType.Dashboards)
        .tags(["augmenta"])
        .asDropdown(true)
        .keepTime(true)
        .includeVars(true),
    );
}

/** An address that whoever looks at a dashboard may change. */
export const address = (name: string, label: string, about: string, value: string): dashboard.TextBoxVariableBuilder =>
  new dashboard.TextBoxVariableBuilder(name).label(label).description(about).defaultValue(value);
