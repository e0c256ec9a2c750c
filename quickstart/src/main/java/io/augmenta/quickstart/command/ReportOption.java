package io.augmenta.quickstart.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --report}. */
final class ReportOption {

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Where the report goes; files of an earlier one are replaced. Default: ./${DEFAULT-VALUE}.")
    private Path folder;

    /**
     * The option of one command.
     *
     * @param folder where the report goes unless the person says otherwise
     */
    ReportOption(String folder) {
        this.folder = Path.of(folder);
    }

    /** Makes the folder right away: nobody wants to learn after an hour that it cannot be written. */
    ReportFolder create() throws CommandFailedException {
        return ReportFolder.create(folder);
    }
}
