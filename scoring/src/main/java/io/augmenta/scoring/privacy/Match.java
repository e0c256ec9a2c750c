package io.augmenta.scoring.privacy;

/**
 * What a query lies nearest to.
 *
 * @param query index of the query
 * @param reference index of the nearest reference, the lowest of equally near ones
 * @param distance how far apart they are, 0 or more; its unit is that of the search
 * @param variation what was done to the query to bring it that near
 */
public record Match(int query, int reference, double distance, Variation variation) {}
