package io.augmenta.deployment;
