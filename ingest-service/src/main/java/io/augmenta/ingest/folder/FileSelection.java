package io.augmenta.ingest.folder;

/** Which files of a folder are read. For any thread. */
public interface FileSelection {
    /** Every file, whatever happens to it meanwhile. */
    FileSelection ALL = new FileSelection() {
        @Override
        public boolean has(ImageFile file) {
            return true;
        }

        @Override
        public boolean unchanged(ImageFile file) {
            return true;
        }
    };

    /** {@return whether a file is to be read} */
    boolean has(ImageFile file);

    /** {@return whether a file, as it lies there now, is still what was selected} */
    boolean unchanged(ImageFile file);
}
