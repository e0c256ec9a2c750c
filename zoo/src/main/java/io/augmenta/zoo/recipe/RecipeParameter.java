package io.augmenta.zoo.recipe;

/**
 * One hyper-parameter of a recipe, described for people.
 *
 * @param name as it is written in requests, such as {@code batch-size}
 * @param defaultValue what holds when a request leaves it out; empty where a request has to give it
 * @param allowed the values allowed, in words
 * @param meaning what it does, in one sentence
 */
public record RecipeParameter(String name, String defaultValue, String allowed, String meaning) {}
