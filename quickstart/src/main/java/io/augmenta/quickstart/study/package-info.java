/**
 * The whole workflow as a client of the services sees it: images in over REST, requests and answers over Kafka, a report
 * out. Nothing in here knows where the services run.
 */
@NullMarked
package io.augmenta.quickstart.study;

import org.jspecify.annotations.NullMarked;
