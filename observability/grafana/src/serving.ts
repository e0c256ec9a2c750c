import { RowBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { board, figure, lines, spread } from "./kit";

const quantile = (q: number, histogram: string, by = ""): string =>
  `histogram_quantile(${q}, sum by (le${by}) (rate(${histogram}[$__rate_interval])))`;

/** The generator under load. */
export const serving = board("augmenta-serving", "serving", "Requests, latency, queues and batches of the generator.")
  .withRow(new RowBuilder("Now"))
  .withPanel(
    figure("Images per second", [["sum(channel:augmenta_generation_images:rate5m)", "images"]], { unit: "cps", width: 6 }),
  )
  .withPanel(
    figure("95 % answered within", [["max(channel:augmenta_generation_request_seconds:p95_5m)", "seconds"]], { unit: "s", width: 6 }),
  )
  .withPanel(
    figure("Fullest queue", [["max(augmenta_generation_queue_full_ratio)", "full"]], {
      unit: "percentunit",
      width: 6,
      steps: [[0.9, "red"]],
      runbook: "queue-full",
    }),
  )
  .withPanel(figure("Models in memory", [["sum(augmenta_generation_models_loaded)", "models"]], { unit: "none", width: 6 }))
  .withRow(new RowBuilder("Requests"))
  .withPanel(
    lines("Requests", [["sum by (channel, outcome) (rate(augmenta_generation_request_seconds_count[$__rate_interval]))", "{{channel}}: {{outcome}}"]], {
      unit: "reqps",
      min: 0,
    }),
  )
  .withPanel(
    lines("Time to the end of an answer", [
      [quantile(0.5, 'augmenta_generation_request_seconds_bucket{outcome="completed"}', ", channel"), "{{channel}}: half"],
      [quantile(0.95, 'augmenta_generation_request_seconds_bucket{outcome="completed"}', ", channel"), "{{channel}}: 95 %"],
      [quantile(0.99, 'augmenta_generation_request_seconds_bucket{outcome="completed"}', ", channel"), "{{channel}}: 99 %"],
    ], { unit: "s", min: 0 }),
  )
  .withPanel(
    spread("Answers by time", "sum by (le) (increase(augmenta_generation_request_seconds_bucket[$__rate_interval]))", { unit: "s" }),
  )
  .withRow(new RowBuilder("Queue and batches"))
  .withPanel(
    lines("Waiting for a run", [
      [quantile(0.5, "augmenta_generation_queue_seconds_bucket"), "half"],
      ["augmenta:generation_queue_seconds:p95_5m", "95 %"],
    ], { unit: "s", min: 0, runbook: "queue-full" }),
  )
  .withPanel(
    lines("Images waiting", [["sum by (instance) (augmenta_generation_queue_images)", "{{instance}}"]], {
      unit: "none",
      min: 0,
      runbook: "queue-full",
    }),
  )
  .withPanel(
    lines("Images of a run", [
      ["sum(rate(augmenta_generation_run_images_sum[$__rate_interval])) / sum(rate(augmenta_generation_run_images_count[$__rate_interval]))", "mean"],
      [quantile(0.95, "augmenta_generation_run_images_bucket"), "95 %"],
    ], { unit: "none", min: 0, about: "Requests share runs; near the largest batch the generator is at its limit." }),
  )
  .withPanel(
    lines("Copies withheld", [["sum by (instance) (rate(augmenta_generation_withheld_images_total[$__rate_interval]))", "{{instance}}"]], {
      unit: "cps",
      min: 0,
      width: 24,
      about: "Images that were too close to a training image, and were made anew.",
      runbook: "copy-rate-above-gate",
    }),
  )
  .withPanel(
    lines("Runs per second", [["sum by (instance) (rate(augmenta_generation_runs_total[$__rate_interval]))", "{{instance}}"]], {
      unit: "cps",
      min: 0,
      width: 12,
    }),
  )
  .withPanel(
    lines("Memory", [
      ['augmenta_process_resident_bytes{service="generator"}', "{{instance}}: resident"],
      ['sum by (instance) (jvm_memory_used_bytes{service="generator", area="heap"})', "{{instance}}: heap"],
    ], { unit: "bytes", min: 0, width: 12 }),
  );
