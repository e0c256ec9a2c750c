package io.augmenta.evaluator.classifier;

import java.time.Duration;
import java.util.Map;

/** What a report says of a training. */
record TrainingRecord(int epochs, Duration took, String device, Map<String, String> settings, String description) {}
