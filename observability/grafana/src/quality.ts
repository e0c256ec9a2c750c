import {
  AnnotationQueryBuilder,
  QueryVariableBuilder,
  RowBuilder,
  VariableRefresh,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { address, board, DATASOURCE, lines, rows, words } from "./kit";

const OF = 'data_set=~"$data_set"';
const MEAN = (metric: string): string => `max by (data_set, model, data_type) (${metric}{${OF}, split="test"})`;

/** Scores of the latest evaluations over time: the study's table, fidelity, privacy, and releases as annotations. */
export const quality = board("augmenta-quality", "quality", "The study's table over time, fidelity, privacy, releases.")
  .withVariable(
    new QueryVariableBuilder("data_set")
      .label("Data set")
      .datasource(DATASOURCE)
      .query("label_values(augmenta_evaluation_accuracy_ratio, data_set)")
      .refresh(VariableRefresh.OnTimeRangeChanged)
      .multi(true)
      .includeAll(true)
      .allValue(".*")
      .current({ text: "All", value: "$__all" }),
  )
  .withVariable(address("evaluator", "Evaluator", "Address of an evaluator, for links", "http://localhost:8084"))
  .annotation(
    new AnnotationQueryBuilder()
      .name("Releases")
      .datasource(DATASOURCE)
      .enable(true)
      .iconColor("green")
      .target(new DataqueryBuilder().refId("Anno").expr('sum by (by) (increase(augmenta_release_decisions_total{decision="released"}[$__rate_interval])) > 0'))
      .titleFormat("Released by {{by}}"),
  )
  .annotation(
    new AnnotationQueryBuilder()
      .name("Refusals")
      .datasource(DATASOURCE)
      .enable(true)
      .iconColor("red")
      .target(new DataqueryBuilder().refId("Anno").expr('sum by (by) (increase(augmenta_release_decisions_total{decision="refused"}[$__rate_interval])) > 0'))
      .titleFormat("Refused by {{by}}"),
  )
  .withRow(new RowBuilder("Utility: the study's table"))
  .withPanel(
    rows("Latest evaluation", [
      [MEAN("augmenta_evaluation_accuracy_ratio"), "accuracy"],
      [MEAN("augmenta_evaluation_precision_macro_ratio"), "precision"],
      [MEAN("augmenta_evaluation_recall_macro_ratio"), "recall"],
      [MEAN("augmenta_evaluation_f1_macro_ratio"), "F1"],
      [MEAN("augmenta_evaluation_calibration_error_ratio"), "calibration error"],
    ], { unit: "percentunit", decimals: 1, width: 12, about: "Of classifiers that learned from each type of data, on real test images." }),
  )
  .withPanel(
    lines("Accuracy over time", [[MEAN("augmenta_evaluation_accuracy_ratio"), "{{data_set}}, {{model}}: {{data_type}}"]], {
      unit: "percentunit",
      width: 12,
      runbook: "scores-worse",
    }),
  )
  .withPanel(
    lines("Gain of mixed", [[`max by (data_set, model, over, bound) (augmenta_evaluation_accuracy_gain_ratio{${OF}})`, "{{data_set}}, {{model}} over {{over}}: {{bound}}"]], {
      unit: "percentunit",
      about: "Test accuracy of mixed less that of another data type, with the ends of its 95 % interval.",
    }),
  )
  .withPanel(
    lines("Against the last release", [
      [`data_set_model:augmenta_evaluation_accuracy:ratio{${OF}}`, "{{data_set}}, {{model}}: latest"],
      [`data_set_model:augmenta_evaluation_released_accuracy:ratio{${OF}}`, "{{data_set}}, {{model}}: released"],
    ], { unit: "percentunit", runbook: "scores-worse" }),
  )
  .withPanel(
    words(
      "Reports",
      "[Evaluations](${evaluator}/v1/evaluations) with their reports and sample grids, [decisions on releases](${evaluator}/v1/releases)",
      8,
      8,
    ),
  )
  .withRow(new RowBuilder("Fidelity"))
  .withPanel(
    lines("Fréchet distance", [
      [`max by (data_set, model) (augmenta_evaluation_frechet_distance{${OF}})`, "{{data_set}}, {{model}}"],
      [`max by (data_set, model) (augmenta_evaluation_frechet_floor_distance{${OF}})`, "{{data_set}}, {{model}}: between real images"],
    ], { unit: "none", min: 0 }),
  )
  .withPanel(
    lines("Coverage", [
      [`max by (data_set, model) (augmenta_evaluation_coverage_ratio{${OF}})`, "{{data_set}}, {{model}}"],
      [`max by (data_set, model) (augmenta_evaluation_coverage_floor_ratio{${OF}})`, "{{data_set}}, {{model}}: between real images"],
    ], { unit: "percentunit", min: 0, max: 1 }),
  )
  .withPanel(
    lines("Kolmogorov-Smirnov of intensities", [[`max by (data_set, model, sample) (augmenta_evaluation_kolmogorov_smirnov_ratio{${OF}})`, "{{data_set}}, {{model}}: {{sample}}"]], {
      unit: "percentunit",
      min: 0,
    }),
  )
  .withRow(new RowBuilder("Privacy and the gate"))
  .withPanel(
    lines("Copies of training images", [
      [`data_set_model_space:augmenta_evaluation_copy_rate:ratio{${OF}}`, "{{data_set}}, {{model}}: by {{space}}"],
      [`max by (data_set, model) (augmenta_evaluation_gate_limit{${OF}, rule="most-copied"})`, "{{data_set}}, {{model}}: gate"],
      [`max by (data_set, model) (augmenta_evaluation_withheld_ratio{${OF}})`, "{{data_set}}, {{model}}: withheld by the generator"],
    ], {
      unit: "percentunit",
      min: 0,
      runbook: "copy-rate-above-gate",
      about: "By fingerprints, images that the generator withheld count as copies.",
    }),
  )
  .withPanel(
    lines("Membership inference", [[`max by (data_set, model) (augmenta_evaluation_membership_inference_area_ratio{${OF}})`, "{{data_set}}, {{model}}"]], {
      unit: "percentunit",
      about: "Area under the ROC curve of an attack; a half is guessing.",
    }),
  )
  .withPanel(
    rows("What the gate found", [[`max by (data_set, model, rule) (augmenta_evaluation_gate_met{${OF}})`, "met"]], {
      unit: "bool_yes_no",
    }),
  )
  .withPanel(
    lines("Decisions", [["max by (decision, by) (augmenta_release_decisions_total)", "{{decision}} by {{by}}"]], {
      unit: "none",
      min: 0,
      width: 12,
    }),
  )
  .withPanel(
    rows("When", [[`max by (data_set, model) (augmenta_evaluation_timestamp_seconds{${OF}}) * 1000`, "evaluated"]], {
      unit: "dateTimeAsLocal",
      width: 12,
    }),
  );
