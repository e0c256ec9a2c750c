package io.augmenta.quickstart.sweep;

import io.augmenta.contracts.CheckpointPublished;
import io.augmenta.contracts.DatasetVersion;
import io.augmenta.contracts.Event;
import io.augmenta.contracts.Topics;
import io.augmenta.contracts.TrainingProgressed;
import io.augmenta.quickstart.progress.ProgressDisplay;
import io.augmenta.quickstart.study.Conversation;
import io.augmenta.quickstart.study.RunCheckpoints;
import io.augmenta.quickstart.study.ServiceEndpoints;
import io.augmenta.quickstart.study.StudyFailedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has the runs of a sweep trained: deals them out to the trainers and waits until each of them has ended. What was trained
 * before on the same log is not trained again. For one thread.
 */
final class SweepTraining {

    private final ServiceEndpoints endpoints;
    private final Conversation services;
    private final RunCheckpoints checkpoints;
    private final ProgressDisplay progress;

    SweepTraining(
            ServiceEndpoints endpoints, Conversation services, RunCheckpoints checkpoints, ProgressDisplay progress) {
        this.endpoints = endpoints;
        this.services = services;
        this.checkpoints = checkpoints;
        this.progress = progress;
    }

    /**
     * What the training came to.
     *
     * @param models the last checkpoint of every run that was completed, by run
     * @param shortfalls why the others were not
     * @param trainers how many trainers shared the runs at the beginning; 0 where none was left to do
     */
    record Trained(Map<String, CheckpointPublished> models, Map<String, Shortfall> shortfalls, int trainers) {}

    /**
     * Trains what is not trained yet.
     *
     * @param runs by their ids
     * @param trainers how many trainers to wait for before runs are dealt out
     */
    Trained train(DatasetVersion dataset, Map<String, RunBoard.Expected> runs, int trainers)
            throws StudyFailedException, InterruptedException {
        progress.begin("train");
        Map<String, CheckpointPublished> models = new LinkedHashMap<>();
        Map<String, RunBoard.Expected> toDo = new LinkedHashMap<>();
        runs.forEach((runId, run) -> checkpoints
                .last(runId, run.run().plan().epochs())
                .ifPresentOrElse(checkpoint -> models.put(runId, checkpoint), () -> toDo.put(runId, run)));
        if (!models.isEmpty()) {
            progress.note(models.size() + " of " + runs.size() + " runs were trained before");
        }
        RunBoard board = new RunBoard(toDo, runs.size(), System.nanoTime());
        int trainersAtWork = toDo.isEmpty() ? 0 : trainAll(dataset, toDo, trainers, board);
        Map<String, Shortfall> shortfalls = new LinkedHashMap<>();
        for (Map.Entry<String, RunBoard.Expected> run : toDo.entrySet()) {
            String runId = run.getKey();
            Optional<Shortfall> shortfall = board.shortfall(runId);
            if (shortfall.isPresent()) {
                shortfalls.put(runId, shortfall.get());
            } else {
                int epochs = run.getValue().run().plan().epochs();
                models.put(runId, checkpoints.awaitLast(runId, epochs));
            }
        }
        progress.finish(models.size() + " of " + runs.size() + " models");
        return new Trained(models, shortfalls, trainersAtWork);
    }

    private int trainAll(DatasetVersion dataset, Map<String, RunBoard.Expected> toDo, int trainers, RunBoard board)
            throws StudyFailedException, InterruptedException {
        TrainerShares shares = TrainerShares.await(endpoints.kafkaProperties(), trainers, progress);
        tell(shares, toDo.size(), trainers);
        dealOut(dataset, toDo, shares);
        services.await("training", event -> board.settled() ? Optional.of(true) : heard(event, board));
        return shares.trainers();
    }

    private void tell(TrainerShares shares, int runs, int trainers) {
        progress.note(runs + " runs for " + shares.trainers() + (shares.trainers() == 1 ? " trainer" : " trainers")
                + "; the partitions of the requests allow up to " + shares.partitions());
        if (trainers > shares.partitions()) {
            progress.note("the other " + (trainers - shares.partitions()) + " trainers wait: give the topic "
                    + Topics.TRAINING_REQUESTS.name() + " more partitions");
        }
    }

    /** All requests at once: they are in the log, whatever becomes of this process. */
    private void dealOut(DatasetVersion dataset, Map<String, RunBoard.Expected> toDo, TrainerShares shares)
            throws StudyFailedException, InterruptedException {
        Map<String, Integer> partitions = shares.deal(List.copyOf(toDo.keySet()));
        for (Map.Entry<String, Integer> share : partitions.entrySet()) {
            RunBoard.Expected run = toDo.get(share.getKey());
            if (run != null) {
                services.sayTo(
                        Topics.TRAINING_REQUESTS,
                        share.getValue(),
                        run.run().plan().request(dataset));
            }
        }
    }

    private Optional<Boolean> heard(Event event, RunBoard board) {
        if (event instanceof TrainingProgressed training) {
            board.heard(training).ifPresent(progress::note);
            progress.show(board.standing(System.nanoTime()));
        }
        return board.settled() ? Optional.of(true) : Optional.empty();
    }
}
