@NullMarked
package io.augmenta.trainer.service;

import org.jspecify.annotations.NullMarked;
