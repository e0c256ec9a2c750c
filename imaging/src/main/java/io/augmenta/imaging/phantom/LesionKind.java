package io.augmenta.imaging.phantom;

/** The classes of the phantom set: three kinds of lesion at their typical places, and none. */
public enum LesionKind {
    /** Within the brain, irregular, with a dark core, a bright rim and swelling around it. */
    GLIOMA("glioma"),
    /** Round, even and sharp, grown from the inside of the skull or the falx. */
    MENINGIOMA("meningioma"),
    /** A slice without a lesion. */
    NO_TUMOR("no_tumor"),
    /** Small and bright, on the midline above the skull base. */
    PITUITARY("pituitary");

    private final String label;

    LesionKind(String label) {
        this.label = label;
    }

    /** The name of the class and of its folder. */
    public String label() {
        return label;
    }
}
