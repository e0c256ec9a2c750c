package io.augmenta.evaluator.configuration;

import io.augmenta.contracts.Releases;
import io.augmenta.evaluator.messaging.LogWriter;
import io.augmenta.evaluator.release.ReleaseBook;
import io.augmenta.evaluator.release.ReleaseDesk;
import io.augmenta.evaluator.release.ReleaseGate;
import io.augmenta.evaluator.release.ReleasePolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the release gate together. */
@Singleton
final class ReleaseParts {

    @Produces
    @Singleton
    ReleaseGate releaseGate(EvaluatorConfiguration configuration) {
        EvaluatorConfiguration.Gate gate = configuration.gate();
        ReleasePolicy policy = new ReleasePolicy(
                new ReleasePolicy.Utility(
                        gate.utility().leastGain(),
                        gate.utility().leastGainOverRepeated(),
                        gate.utility().leastAccuracy()),
                new ReleasePolicy.Fidelity(
                        gate.fidelity().leastCoverageShare(),
                        gate.fidelity().mostFrechetMultiple(),
                        gate.fidelity().mostKsPixels()),
                new ReleasePolicy.Privacy(
                        gate.privacy().mostCopied(), gate.privacy().mostMembershipArea()));
        return new ReleaseGate(policy, Clock.systemUTC());
    }

    @Produces
    @Singleton
    ReleaseBook releaseBook() {
        return new ReleaseBook(new Releases());
    }

    @Produces
    @Singleton
    ReleaseDesk releaseDesk(ReleaseBook book, LogWriter writer) {
        return new ReleaseDesk(book.releases(), writer, Clock.systemUTC());
    }
}
