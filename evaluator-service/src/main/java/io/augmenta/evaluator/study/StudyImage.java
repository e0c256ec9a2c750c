package io.augmenta.evaluator.study;

import io.augmenta.contracts.Bytes;

/**
 * An image as the study needs it.
 *
 * @param id content hash of a real image, hash of its provenance of a generated one, hash of its pixels of a changed copy;
 *     64 hexadecimal digits
 * @param label index of its class
 * @param leakGroup the group of near duplicates that it belongs to
 * @param pixels unsigned bytes {@code [C, H, W]}
 */
public record StudyImage(String id, int label, String leakGroup, Bytes pixels) {}
