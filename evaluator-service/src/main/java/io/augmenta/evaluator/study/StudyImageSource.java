package io.augmenta.evaluator.study;

import io.augmenta.zoo.data.ImageSource;
import java.util.List;

/** Images of the study as a classifier reads them; nothing is copied until it is read. */
final class StudyImageSource implements ImageSource {
    private final StudyImages study;
    private final List<StudyImage> images;

    StudyImageSource(StudyImages study, List<StudyImage> images) {
        this.study = study;
        this.images = images;
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public int channels() {
        return study.channels();
    }

    @Override
    public int height() {
        return study.height();
    }

    @Override
    public int width() {
        return study.width();
    }

    @Override
    public List<String> classes() {
        return study.classes();
    }

    @Override
    public int label(int index) {
        return images.get(index).label();
    }

    @Override
    public void read(int index, byte[] target, int offset) {
        images.get(index).pixels().copyTo(target, offset);
    }
}
