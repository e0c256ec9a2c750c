import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { kafkaJvm } from "./kafka-jvm";
import { overview } from "./overview";
import { quality } from "./quality";
import { serving } from "./serving";
import { training } from "./training";

/** What the SDK writes beside what it was told, and Grafana's schema does not have (any more). */
function plain(dashboard: Dashboard): Dashboard {
  for (const variable of dashboard.templating?.list ?? []) {
    for (const field of ["auto", "auto_min", "auto_count"]) delete (variable as unknown as Record<string, unknown>)[field];
  }
  for (const panel of dashboard.panels ?? []) {
    if (panel.type === "table" && "options" in panel) delete panel.options.footer;
  }
  return dashboard;
}

// node build.js FOLDER: writes each dashboard as UID.json
const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
for (const builder of [overview, training, quality, serving, kafkaJvm]) {
  const dashboard: Dashboard = plain(builder.build());
  writeFileSync(join(folder, dashboard.uid + ".json"), JSON.stringify(dashboard, null, 2) + "\n");
}
