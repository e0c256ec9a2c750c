import { RowBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { board, lines } from "./kit";

/** What the services and their Kafka clients are made of. */
export const kafkaJvm = board("augmenta-kafka-jvm", "Kafka and JVM", "Topics, clients, the artifact store, memory and time of each service.")
  .withRow(new RowBuilder("Topics"))
  .withPanel(
    lines("Unsettled records", [["group_topic:augmenta_consumer_lag_records:max", "{{group}}: {{topic}}"]], {
      unit: "none",
      min: 0,
      about: "As the broker has it: a record that is being worked on counts.",
      runbook: "lag-growing",
    }),
  )
  .withPanel(
    lines("Time to settle a record", [["topic:augmenta_processing_seconds:p95_5m", "{{topic}}"]], {
      unit: "s",
      min: 0,
      about: "95 % of the records of the last five minutes took at most this long.",
    }),
  )
  .withPanel(
    lines("Records settled", [["sum by (topic, outcome) (rate(augmenta_processing_seconds_count[$__rate_interval]))", "{{topic}}: {{outcome}}"]], {
      unit: "cps",
      min: 0,
      runbook: "dead-letters",
    }),
  )
  .withRow(new RowBuilder("Clients"))
  .withPanel(
    lines("Read", [["sum by (service, topic) (rate(kafka_consumer_fetch_manager_records_consumed_total[$__rate_interval]))", "{{service}}: {{topic}}"]], {
      unit: "cps",
      min: 0,
    }),
  )
  .withPanel(
    lines("Written", [["sum by (service, topic) (rate(kafka_producer_topic_byte_total[$__rate_interval]))", "{{service}}: {{topic}}"]], {
      unit: "Bps",
      min: 0,
    }),
  )
  .withPanel(
    lines("Lag as clients see it", [["max by (service, topic) (kafka_consumer_fetch_manager_records_lag)", "{{service}}: {{topic}}"]], {
      unit: "none",
      min: 0,
      about: "Views of compacted topics are seen here only. Stands still while a channel works on a record.",
    }),
  )
  .withRow(new RowBuilder("Artifact store"))
  .withPanel(
    lines("Artifacts put and read", [["sum by (service, operation, outcome) (rate(augmenta_artifact_use_seconds_count[$__rate_interval]))", "{{service}}: {{operation}}, {{outcome}}"]], {
      unit: "cps",
      min: 0,
      runbook: "artifact-store-failing",
    }),
  )
  .withPanel(
    lines("Bytes put and read", [["sum by (service, operation) (rate(augmenta_artifact_bytes_total[$__rate_interval]))", "{{service}}: {{operation}}"]], {
      unit: "Bps",
      min: 0,
    }),
  )
  .withPanel(
    lines("Time of a put or a read", [["store_operation:augmenta_artifact_use_seconds:p95_5m", "{{store}}: {{operation}}"]], {
      unit: "s",
      min: 0,
      about: "95 % of those of the last five minutes took at most this long in the store.",
    }),
  )
  .withRow(new RowBuilder("Processes"))
  .withPanel(lines("Processor", [["process_cpu_usage", "{{service}} {{instance}}"]], { unit: "percentunit", min: 0, max: 1 }))
  .withPanel(
    lines("Memory in RAM", [["augmenta_process_resident_bytes", "{{service}} {{instance}}"]], { unit: "bytes", min: 0 }),
  )
  .withPanel(
    lines("Heap, of what it may take", [
      ['sum by (service, instance) (jvm_memory_used_bytes{area="heap"}) / sum by (service, instance) (jvm_memory_max_bytes{area="heap"} > 0)', "{{service}} {{instance}}"],
    ], { unit: "percentunit", min: 0, max: 1, steps: [[0.9, "red"]] }),
  )
  .withPanel(
    lines("Collecting garbage", [["sum by (service, instance) (rate(jvm_gc_pause_seconds_sum[$__rate_interval]))", "{{service}} {{instance}}"]], {
      unit: "percentunit",
      min: 0,
      about: "Share of the time.",
    }),
  )
  .withPanel(lines("Threads", [["jvm_threads_live_threads", "{{service}} {{instance}}"]], { unit: "none", min: 0 }))
  .withPanel(
    lines("HTTP requests", [["sum by (service, status) (rate(http_server_requests_seconds_count[$__rate_interval]))", "{{service}}: {{status}}"]], {
      unit: "reqps",
      min: 0,
    }),
  );
