package io.augmenta.export;

import java.time.Instant;
import java.util.Optional;

/**
 * What only a person can know of the exported data set, and when it was exported.
 *
 * @param license an address or SPDX name of the licence; where nobody says it, the export says that it is not known
 * @param creator the person or organisation that the data set comes from
 * @param url a page about the data set
 * @param exportedAt when it was exported
 */
public record Publication(
        Optional<String> license, Optional<String> creator, Optional<String> url, Instant exportedAt) {}
