package io.augmenta.quickstart.study;

import io.augmenta.quickstart.progress.Durations;
import java.util.Optional;

/** Waiting that knows when it has become pointless: a service is gone, or there has been no news for too long. */
final class Vigil {

    private final String what;
    private final ServiceEndpoints endpoints;
    private long newsNanos = System.nanoTime();

    Vigil(String what, ServiceEndpoints endpoints) {
        this.what = what;
        this.endpoints = endpoints;
    }

    void sawNews() {
        newsNanos = System.nanoTime();
    }

    void check() throws StudyFailedException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting for " + what);
        }
        Optional<String> trouble = endpoints.trouble().get();
        if (trouble.isPresent()) {
            throw new StudyFailedException(what + " cannot go on: " + trouble.get());
        }
        if (System.nanoTime() - newsNanos > endpoints.patience().toNanos()) {
            throw new StudyFailedException(what + " has given no sign of life for "
                    + Durations.text(endpoints.patience()) + "; the services' log may say why");
        }
    }
}
