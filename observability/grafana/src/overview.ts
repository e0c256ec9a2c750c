import { RowBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { board, figure, lines } from "./kit";

/** The whole flow on one page: images in, models, images out, scores. */
export const overview = board("augmenta-overview", "overview", "The whole flow: images in, models, images out, scores.")
  .withRow(new RowBuilder("Now"))
  .withPanel(
    figure("Services up", [['sum(up{job=~"(.*/)?augmenta"}) / count(up{job=~"(.*/)?augmenta"})', "up"]], {
      unit: "percentunit",
      steps: [[1, "green"]],
      runbook: "service-down",
    }),
  )
  .withPanel(
    figure("Alerts firing", [['sum(ALERTS{alertname=~"Augmenta.*", alertstate="firing"}) or vector(0)', "alerts"]], {
      unit: "none",
      steps: [[1, "red"]],
    }),
  )
  .withPanel(
    figure("Trainings under way", [["augmenta:training_runs_in_progress:sum", "runs"]], {
      unit: "none",
      runbook: "trainer-idle",
    }),
  )
  .withPanel(
    figure("Records waiting", [["sum(group_topic:augmenta_consumer_lag_records:max)", "records"]], {
      unit: "none",
      runbook: "lag-growing",
    }),
  )
  .withPanel(
    figure("Dead letters in 15 min", [["sum(topic:augmenta_dead_letters:increase15m)", "dead letters"]], {
      unit: "none",
      decimals: 0,
      steps: [[1, "orange"]],
      runbook: "dead-letters",
    }),
  )
  .withPanel(
    figure("Releases", [['max(augmenta_release_decisions_total{decision="released", by="policy"})', "released"]], { unit: "none" }),
  )
  .withRow(new RowBuilder("The flow"))
  .withPanel(
    lines("Images in", [["augmenta:ingest_images:rate5m", "images"], ["sum(rate(augmenta_ingest_batches_total[$__rate_interval]))", "batches"]], {
      unit: "cps",
      min: 0,
      about: "Images and batches that ingests published, each second.",
    }),
  )
  .withPanel(
    lines("Trained on", [["augmenta:training_images_per_second:sum", "images"]], {
      unit: "cps",
      min: 0,
      about: "Real images that trainings learn from, each second.",
    }),
  )
  .withPanel(
    lines("Images out", [["channel:augmenta_generation_images:rate5m", "{{channel}}"]], {
      unit: "cps",
      min: 0,
      about: "Synthetic images made, by the way that they were asked for.",
    }),
  )
  .withPanel(
    lines("Left out of ingests", [
      ["sum by (reason) (rate(augmenta_ingest_rejected_total[$__rate_interval]))", "unreadable: {{reason}}"],
      ["sum(rate(augmenta_ingest_duplicates_total[$__rate_interval]))", "duplicates"],
      ["sum(rate(augmenta_ingest_conflicts_total[$__rate_interval]))", "under two labels"],
    ], { unit: "cps", min: 0, runbook: "dead-letters" }),
  )
  .withPanel(
    lines("Evaluations ended", [["sum by (ending) (increase(augmenta_evaluations_total[$__rate_interval]))", "{{ending}}"]], {
      unit: "none",
      min: 0,
    }),
  )
  .withPanel(
    lines("Steps of continuous augmentation", [["sum by (stage) (increase(augmenta_augmentation_steps_total[$__rate_interval]))", "{{stage}}"]], {
      unit: "none",
      min: 0,
    }),
  )
  .withRow(new RowBuilder("Coming in"))
  .withPanel(
    lines("Files waiting in watched folders", [["data_set:augmenta_ingest_watch_files_waiting:max", "{{data_set}}"]], {
      unit: "none",
      min: 0,
      about: "New, changed or gone since the latest ingest. They wait until the folder rests, or because something blocks it.",
      runbook: "watched-folder-blocked",
    }),
  )
  .withPanel(
    lines("Watched folders that are blocked", [["data_set:augmenta_ingest_watch_blocked:max", "{{data_set}}"]], {
      unit: "bool_yes_no",
      min: 0,
      max: 1,
      decimals: 0,
      steps: [[1, "orange"]],
      runbook: "watched-folder-blocked",
    }),
  )
  .withPanel(
    lines("Looks at watched folders", [["sum by (state) (rate(augmenta_ingest_watch_looks_total[$__rate_interval]))", "{{state}}"]], {
      unit: "cps",
      min: 0,
      about: "By what they found.",
    }),
  )
  .withPanel(
    lines("Uploads", [
      ["sum(increase(augmenta_ingest_uploads_total[$__rate_interval]))", "accepted"],
      ["sum by (reason) (increase(augmenta_ingest_uploads_refused_total[$__rate_interval]))", "refused: {{reason}}"],
    ], { unit: "none", min: 0, width: 12 }),
  )
  .withPanel(
    lines("Uploaded", [["sum(rate(augmenta_ingest_upload_bytes_total[$__rate_interval]))", "bytes"]], {
      unit: "Bps",
      min: 0,
      width: 12,
    }),
  )
  .withRow(new RowBuilder("Queues"))
  .withPanel(
    lines("Unsettled records", [["group_topic:augmenta_consumer_lag_records:max", "{{group}}: {{topic}}"]], {
      unit: "none",
      min: 0,
      width: 12,
      runbook: "lag-growing",
    }),
  )
  .withPanel(
    lines("How full queues are", [["service:augmenta_queue_full:ratio", "{{service}}"]], {
      unit: "percentunit",
      min: 0,
      max: 1,
      width: 12,
      steps: [[0.9, "red"]],
      runbook: "queue-full",
    }),
  );
