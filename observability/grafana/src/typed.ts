import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// node typed.js DASHBOARDS FILE: writes the dashboards as literals of the types of Grafana's published schema, in which the
// compiler finds what it does not know and what is of another type. Options of panels are of types of their own. What is
// Prometheus's own in a query or an annotation is not in that schema: the SDK's types, by which it is made, know it.
const [dashboards, file] = process.argv.slice(2);

const PANELS: Record<string, string> = {
  timeseries: "timeseries/panelcfg/x/TimeSeriesPanelCfg",
  stat: "stat/panelcfg/x/StatPanelCfg",
  table: "table/panelcfg/x/TablePanelCfg",
  heatmap: "heatmap/panelcfg/x/HeatmapPanelCfg",
  text: "text/panelcfg/x/TextPanelCfg",
};
const FIELDS = ["timeseries", "heatmap", "table"];

const out = ['import type { AnnotationQuery, Dashboard, DataQuery, Panel } from "@grafana/schema";'];
for (const [type, path] of Object.entries(PANELS)) {
  out.push(`import type * as ${type} from "@grafana/schema/dist/esm/raw/composable/${path}_types.gen";`);
}
// in JSON a value of an enumeration is its text
out.push(
  "type Json<T> = T extends string ? `${T}` : T extends number | boolean | null | undefined ? T" +
    " : T extends readonly (infer E)[] ? Json<E>[] : T extends object ? { [K in keyof T]: Json<T[K]> } : T;",
);

let count = 0;
const literal = (value: unknown): string => JSON.stringify(value, null, 1);
const said = (type: string, value: unknown): void => {
  out.push(`export const v${count++}: Json<${type}> = ${literal(value)};`);
};
for (const name of readdirSync(dashboards).sort()) {
  const { panels, annotations, ...rest } = JSON.parse(readFileSync(join(dashboards, name), "utf8"));
  out.push(`// ${name}`);
  said("Omit<Dashboard, 'panels' | 'annotations'>", rest);
  for (const annotation of annotations?.list ?? []) {
    const { target, titleFormat, ...frame } = annotation;
    said("AnnotationQuery", frame);
  }
  for (const panel of panels) {
    if (panel.type === "row") continue;
    const { options, targets, fieldConfig, ...frame } = panel;
    const { custom, ...defaults } = fieldConfig?.defaults ?? {};
    said("Partial<Panel>", { ...frame, fieldConfig: { overrides: [], ...fieldConfig, defaults } });
    if (options !== undefined) said(`Partial<${panel.type}.Options>`, options);
    if (custom !== undefined && FIELDS.includes(panel.type)) said(`Partial<${panel.type}.FieldConfig>`, custom);
    for (const target of targets ?? []) {
      const { expr, legendFormat, format, instant, range, ...query } = target;
      said("DataQuery", query);
    }
  }
}
writeFileSync(file, out.join("\n") + "\n");
