import { RowBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { address, board, figure, lines, rows, words } from "./kit";

/** Trainings: losses, throughput, devices, and where their sample grids are. */
export const training = board("augmenta-training", "training", "Losses, throughput, devices, checkpoints.")
  .withVariable(address("trainer", "Trainer", "Address of a trainer, for links", "http://localhost:8082"))
  .withVariable(address("generator", "Generator", "Address of a generator, for links", "http://localhost:8083"))
  .withRow(new RowBuilder("Now"))
  .withPanel(
    figure("Epochs done", [["max by (instance) (augmenta_training_epoch / augmenta_training_epochs)", "{{instance}}"]], {
      unit: "percentunit",
      min: 0,
      max: 1,
    }),
  )
  .withPanel(
    figure("Since it was saved", [["max(instance:augmenta_training_unsaved:seconds)", "unsaved"]], {
      unit: "s",
      steps: [[3600, "orange"]],
      runbook: "no-checkpoint",
    }),
  )
  .withPanel(
    figure("Diverged", [["sum(augmenta_training_divergences_total)", "runs"]], {
      unit: "none",
      steps: [[1, "orange"]],
      runbook: "training-diverged",
    }),
  )
  .withPanel(
    figure("Collapsed", [["sum(augmenta_training_collapses_total)", "runs"]], {
      unit: "none",
      steps: [[1, "orange"]],
      runbook: "training-collapsed",
    }),
  )
  .withPanel(figure("Checkpoints", [["sum(augmenta_training_checkpoints_total)", "checkpoints"]], { unit: "none" }))
  .withPanel(
    words(
      "Sample grids",
      "[Checkpoints](${trainer}/v1/checkpoints) with the SHA-256 of their sample grids, " +
        "[samples of the latest](${generator}/v1/generate?count=8&seed=7), " +
        "[samples of the released](${generator}/v1/generate?checkpoint=released&count=8&seed=7)",
      4,
      4,
    ),
  )
  .withRow(new RowBuilder("Learning"))
  .withPanel(lines("Losses", [["augmenta_training_loss", "{{instance}}: {{name}}"]], { unit: "none", width: 12 }))
  .withPanel(
    lines("Gradient norm", [["augmenta_training_gradient_norm", "{{instance}}"]], {
      unit: "none",
      width: 6,
      runbook: "training-diverged",
    }),
  )
  .withPanel(
    lines("Diversity of the least diverse class", [["augmenta_training_diversity_ratio", "{{instance}}"]], {
      unit: "percentunit",
      min: 0,
      width: 6,
      about: "How much its samples differ, as a share of how much its real images do.",
      steps: [[0.05, "green"]],
      runbook: "training-collapsed",
    }),
  )
  .withRow(new RowBuilder("Throughput and devices"))
  .withPanel(
    lines("Real images per second", [["augmenta_training_images_per_second * augmenta_training_runs_in_progress", "{{instance}}"]], {
      unit: "cps",
      min: 0,
    }),
  )
  .withPanel(lines("Steps per second", [["rate(augmenta_training_steps_total[$__rate_interval])", "{{instance}}"]], { unit: "cps", min: 0 }))
  .withPanel(
    lines("Memory", [
      ['augmenta_process_resident_bytes{service="trainer"}', "{{instance}}: resident"],
      ['sum by (instance) (jvm_memory_used_bytes{service="trainer", area="heap"})', "{{instance}}: heap"],
    ], { unit: "bytes", min: 0, about: "What is resident and not heap is PyTorch's, for the most part." }),
  )
  .withPanel(
    lines("Runs ended", [["sum by (ending) (increase(augmenta_training_runs_total[$__rate_interval]))", "{{ending}}"]], {
      unit: "none",
      min: 0,
    }),
  )
  .withPanel(
    lines("Checkpoints and resumed runs", [
      ["sum(increase(augmenta_training_checkpoints_total[$__rate_interval]))", "checkpoints"],
      ["sum(increase(augmenta_training_resumes_total[$__rate_interval]))", "resumed"],
    ], { unit: "none", min: 0 }),
  )
  .withPanel(rows("Devices", [["augmenta_training_device_info", "is there"]], { unit: "none" }));
